#pragma once

#include <string>

#include "i18n/translator.h"
#include "reports/built.h"

namespace pb::reports {

// The report on A4, as a file for people and for programs that read aloud: tagged after PDF/UA-1 (ISO
// 14289-1), with an outline, embedded fonts and text that can be selected. Equal reports give equal bytes.
[[nodiscard]] auto to_pdf(Built const& built, i18n::Translator const& translator) -> std::string;

}  // namespace pb::reports
