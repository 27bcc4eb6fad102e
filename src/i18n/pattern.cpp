#include "i18n/pattern.h"

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "base/enum_name.h"

namespace pb::i18n {
namespace {

auto to_utf8(icu::UnicodeString const& text) -> std::string {
  std::string result;
  return text.toUTF8String(result);
}

auto from_utf8(std::string_view text) -> icu::UnicodeString {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

auto find(std::vector<MessageArg> const& args, std::string_view name) -> MessageValue const* {
  auto const found = std::ranges::find(args, name, &MessageArg::name);
  return found == args.end() ? nullptr : &found->value;
}

}  // namespace

// Formats through ICU. Its formatters are not to be shared by threads: each thread clones this one once.
struct Pattern::Complex {
  icu::MessageFormat original;

  Complex(icu::UnicodeString const& text, icu::Locale const& locale, UErrorCode& problem)
      : original(text, locale, problem) {}

  auto format(std::vector<MessageArg> const& args, WriteValue const& write) const -> std::string {
    thread_local std::unordered_map<Complex const*, std::unique_ptr<icu::MessageFormat>> clones;
    auto& mine = clones[this];
    if (!mine) mine = std::make_unique<icu::MessageFormat>(original);
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (auto const& arg : args) {
      names.push_back(from_utf8(arg.name));
      if (auto const* number = std::get_if<std::int64_t>(&arg.value)) {
        values.emplace_back(*number);
      } else if (auto const* real = std::get_if<double>(&arg.value)) {
        values.emplace_back(*real);
      } else {
        values.emplace_back(from_utf8(write(arg.value)));
      }
    }
    UErrorCode problem = U_ZERO_ERROR;
    icu::UnicodeString text;
    mine->format(names.data(), values.data(), static_cast<std::int32_t>(values.size()), text, problem);
    return to_utf8(text);
  }
};

Pattern::Pattern(std::string_view text, Language language) {
  compile(text, language);
}
Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;

void Pattern::compile(std::string_view text, Language language) {
  UErrorCode problem = U_ZERO_ERROR;
  UParseError where{};
  auto const source = from_utf8(text);
  icu::MessagePattern const parsed(source, &where, problem);
  if (U_FAILURE(problem) != 0) {
    throw std::invalid_argument(fmt::format("{} at {}", u_errorName(problem), where.offset));
  }
  bool simple = true;
  std::int32_t done = 0;
  auto const literal_until = [&](std::int32_t end) {
    auto const piece = to_utf8(source.tempSubStringBetween(done, end));
    if (!piece.empty()) segments_.push_back({piece, false});
  };
  for (std::int32_t index = 0; index < parsed.countParts(); ++index) {
    auto const& part = parsed.getPart(index);
    switch (part.getType()) {
      case UMSGPAT_PART_TYPE_MSG_START:
        done = std::max(done, part.getLimit());
        break;
      case UMSGPAT_PART_TYPE_MSG_LIMIT:
      case UMSGPAT_PART_TYPE_SKIP_SYNTAX:
        literal_until(part.getIndex());
        done = part.getLimit();
        break;
      case UMSGPAT_PART_TYPE_ARG_START:
        simple = simple && part.getArgType() == UMSGPAT_ARG_TYPE_NONE;
        literal_until(part.getIndex());
        break;
      case UMSGPAT_PART_TYPE_ARG_NAME:
      case UMSGPAT_PART_TYPE_ARG_NUMBER:
        segments_.push_back({to_utf8(parsed.getSubstring(part)), true});
        names_.push_back(segments_.back().text);
        break;
      case UMSGPAT_PART_TYPE_ARG_LIMIT:
        done = part.getLimit();
        break;
      default:
        break;
    }
  }
  std::ranges::sort(names_);
  auto const repeated = std::ranges::unique(names_);
  names_.erase(repeated.begin(), repeated.end());
  if (simple) return;
  segments_.clear();
  complex_ =
      std::make_unique<Complex>(source, icu::Locale(std::string(enum_name(language)).c_str()), problem);
  if (U_FAILURE(problem) != 0) throw std::invalid_argument(u_errorName(problem));
}

auto Pattern::render(std::vector<MessageArg> const& args, WriteValue const& write) const -> std::string {
  if (complex_) return complex_->format(args, write);
  std::string result;
  for (auto const& segment : segments_) {
    if (!segment.is_name) {
      result += segment.text;
    } else if (auto const* value = find(args, segment.text)) {
      result += write(*value);
    } else {
      result += "{" + segment.text + "}";
    }
  }
  return result;
}

}  // namespace pb::i18n
