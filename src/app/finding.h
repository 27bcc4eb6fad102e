#pragma once

#include <boost/describe/enum.hpp>
#include <span>
#include <string>
#include <vector>

namespace pb::app {

// fine · warning: works, and somebody should look · broken: does not work until it is mended
BOOST_DEFINE_ENUM_CLASS(Verdict, fine, warning, broken)

// What `profitbot doctor` has to say about one thing.
struct Finding {
  std::string what{};  // "Database"
  Verdict verdict = Verdict::fine;
  std::string found{};
  std::string mend{};  // what to do; empty where nothing needs to be done
};

using Findings = std::vector<Finding>;

// A line each, with a mark and, below what is not fine, how to mend it.
auto findings_in_words(std::span<Finding const> findings) -> std::string;
// {"healthy":bool,"findings":[{"what","verdict","found","mend"}]}, one line.
auto findings_as_json(std::span<Finding const> findings) -> std::string;
// Nothing is broken.
auto is_healthy(std::span<Finding const> findings) -> bool;

}  // namespace pb::app
