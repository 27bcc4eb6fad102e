#pragma once

namespace pb::app {

// How a command tells what it did: words for people, or one JSON object for machines.
enum class ReportFormat { words, json };

}  // namespace pb::app
