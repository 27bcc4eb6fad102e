#pragma once

#include <string>
#include <string_view>

#include "reports/built.h"

namespace pb::reports {

// "monthly-2026-01.pdf", "weekly-2026-01-05--2026-01-11.csv", and with a part "monthly-2026-01-2.csv": ASCII,
// safe on every file system.
[[nodiscard]] auto file_name(Built const& built, std::string_view extension, std::string_view part = {})
    -> std::string;

}  // namespace pb::reports
