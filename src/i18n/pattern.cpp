#include "i18n/pattern.h"

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/plurrule.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "i18n/utf16.h"

namespace pb::i18n {
namespace {

auto rules_of(Language language, UPluralType type) -> std::unique_ptr<icu::PluralRules const> {
  UErrorCode problem = U_ZERO_ERROR;
  std::unique_ptr<icu::PluralRules const> rules(
      icu::PluralRules::forLocale(icu::Locale(locale_name(language)), type, problem));
  if (U_FAILURE(problem) != 0) throw std::runtime_error("ICU has no plural rules: is its data installed?");
  return rules;
}

// "one", "few", "many", "other".
auto plural_category(double number, Language language, UPluralType type) -> std::string {
  static std::array const cardinal = {rules_of(Language::uk, UPLURAL_TYPE_CARDINAL),
                                      rules_of(Language::ru, UPLURAL_TYPE_CARDINAL),
                                      rules_of(Language::en, UPLURAL_TYPE_CARDINAL)};
  static std::array const ordinal = {rules_of(Language::uk, UPLURAL_TYPE_ORDINAL),
                                     rules_of(Language::ru, UPLURAL_TYPE_ORDINAL),
                                     rules_of(Language::en, UPLURAL_TYPE_ORDINAL)};
  auto const& rules = type == UPLURAL_TYPE_ORDINAL ? ordinal : cardinal;
  return to_utf8(rules[static_cast<std::size_t>(language)]->select(number));
}

auto find(std::span<MessageArg const> args, std::string_view name) -> MessageValue const* {
  auto const found = std::ranges::find(args, name, &MessageArg::name);
  return found == args.end() ? nullptr : &found->value;
}

auto as_number(MessageValue const& value) -> std::optional<double> {
  if (auto const* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (auto const* real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

}  // namespace

// Turns ICU's flat list of parts into the tree.
class Pattern::Compiler {
 public:
  Compiler(std::string_view text, Language language) : source_(from_utf8(text)), language_(language) {
    UErrorCode problem = U_ZERO_ERROR;
    UParseError where{};
    parts_.parse(source_, &where, problem);
    if (U_FAILURE(problem) != 0) {
      throw std::invalid_argument(fmt::format("{} at character {}", u_errorName(problem), where.offset));
    }
  }

  // The message whose MSG_START is at `start`.
  auto message(std::int32_t start) const -> Pieces {
    Pieces pieces;
    auto done = parts_.getPart(start).getLimit();
    for (auto at = start + 1;; ++at) {
      auto const& part = parts_.getPart(at);
      add_literal(pieces, done, part.getIndex());
      done = part.getLimit();
      switch (part.getType()) {
        case UMSGPAT_PART_TYPE_MSG_LIMIT:
          return pieces;
        case UMSGPAT_PART_TYPE_REPLACE_NUMBER:
          pieces.push_back({.kind = Kind::number_sign, .text = "#"});
          break;
        case UMSGPAT_PART_TYPE_ARG_START:
          pieces.push_back(argument(at));
          at = parts_.getLimitPartIndex(at);
          done = parts_.getPart(at).getLimit();
          break;
        default:  // quoting apostrophes, left out by what `done` is now
          break;
      }
    }
  }

 private:
  auto written(std::int32_t part) const -> std::string {
    return to_utf8(parts_.getSubstring(parts_.getPart(part)));
  }

  void add_literal(Pieces& pieces, std::int32_t from, std::int32_t to) const {
    if (from >= to) return;
    auto const text = to_utf8(source_.tempSubStringBetween(from, to));
    if (!pieces.empty() && pieces.back().kind == Kind::literal) {
      pieces.back().text += text;
    } else {
      pieces.push_back({.kind = Kind::literal, .text = text});
    }
  }

  auto argument(std::int32_t start) const -> Piece {
    auto const limit = parts_.getLimitPartIndex(start);
    auto const name = written(start + 1);
    switch (parts_.getPart(start).getArgType()) {
      case UMSGPAT_ARG_TYPE_NONE:
        return {.kind = Kind::value, .text = name};
      case UMSGPAT_ARG_TYPE_SIMPLE: {
        auto const style = start + 3 < limit ? trimmed(written(start + 3)) : std::string();
        return {.kind = Kind::value, .text = name, .style = Style(written(start + 2), style, language_)};
      }
      case UMSGPAT_ARG_TYPE_PLURAL:
        return choice(Kind::plural, name, start + 2, limit);
      case UMSGPAT_ARG_TYPE_SELECTORDINAL:
        return choice(Kind::ordinal, name, start + 2, limit);
      case UMSGPAT_ARG_TYPE_SELECT:
        return choice(Kind::select, name, start + 2, limit);
      case UMSGPAT_ARG_TYPE_CHOICE:
        break;
    }
    throw std::invalid_argument(fmt::format("{{{}, choice}} is not used here: plural says it better", name));
  }

  auto choice(Kind kind, std::string const& name, std::int32_t at, std::int32_t limit) const -> Piece {
    Piece piece{.kind = kind, .text = name};
    if (is_number(at)) piece.offset = parts_.getNumericValue(parts_.getPart(at++));
    while (at < limit) {
      Branch branch{.keyword = written(at++)};
      if (is_number(at)) branch.exact = parts_.getNumericValue(parts_.getPart(at++));
      branch.pieces = message(at);
      at = parts_.getLimitPartIndex(at) + 1;
      piece.branches.push_back(std::move(branch));
    }
    return piece;
  }

  auto is_number(std::int32_t at) const -> bool {
    auto const type = parts_.getPartType(at);
    return type == UMSGPAT_PART_TYPE_ARG_INT || type == UMSGPAT_PART_TYPE_ARG_DOUBLE;
  }

  static auto trimmed(std::string text) -> std::string {
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    while (text.ends_with(' ')) text.pop_back();
    return text;
  }

  icu::UnicodeString source_;
  icu::MessagePattern parts_ = make_parts();
  Language language_;

  static auto make_parts() -> icu::MessagePattern {
    UErrorCode problem = U_ZERO_ERROR;
    return icu::MessagePattern(problem);
  }
};

struct Pattern::Rendering {
  std::string& text;
  std::span<MessageArg const> args;
  Reader const& reader;

  // `number` is what # stands for inside a plural.
  void all(Pieces const& pieces, std::optional<double> number) const {
    for (auto const& piece : pieces) one(piece, number);
  }

  void one(Piece const& piece, std::optional<double> number) const {
    switch (piece.kind) {
      case Kind::literal:
        text += piece.text;
        return;
      case Kind::value:
        if (auto const* value = find(args, piece.text)) return piece.style.write(text, *value, reader);
        text.append("{").append(piece.text).append("}");
        return;
      case Kind::number_sign:
        return number_sign(number);
      case Kind::plural:
        return plural(piece, UPLURAL_TYPE_CARDINAL);
      case Kind::ordinal:
        return plural(piece, UPLURAL_TYPE_ORDINAL);
      case Kind::select:
        return select(piece, number);
    }
  }

  void number_sign(std::optional<double> number) const {
    if (!number) {
      text += '#';
    } else if (auto const whole = static_cast<std::int64_t>(*number); static_cast<double>(whole) == *number) {
      append_integer(text, whole, reader.language);
    } else {
      Style().write(text, *number, reader);
    }
  }

  void plural(Piece const& piece, UPluralType type) const {
    auto const* const value = find(args, piece.text);
    auto const number = value == nullptr ? std::nullopt : as_number(*value);
    if (!number) return branch(piece, "other", std::nullopt);
    for (auto const& candidate : piece.branches) {
      if (candidate.exact == number) return all(candidate.pieces, *number - piece.offset);
    }
    branch(piece, plural_category(*number - piece.offset, reader.language, type), *number - piece.offset);
  }

  void select(Piece const& piece, std::optional<double> number) const {
    auto const* const value = find(args, piece.text);
    auto const* const word = value == nullptr ? nullptr : std::get_if<std::string>(value);
    branch(piece, word == nullptr ? std::string_view("other") : std::string_view(*word), number);
  }

  // The branch of that name, or "other", which ICU's parser makes sure is there.
  void branch(Piece const& piece, std::string_view keyword, std::optional<double> number) const {
    auto found = std::ranges::find(piece.branches, keyword, &Branch::keyword);
    if (found == piece.branches.end()) found = std::ranges::find(piece.branches, "other", &Branch::keyword);
    if (found != piece.branches.end()) all(found->pieces, number);
  }
};

Pattern::Pattern(std::string_view text, Language language) : pieces_(Compiler(text, language).message(0)) {}

void Pattern::render(std::string& text, std::span<MessageArg const> args, Reader const& reader) const {
  Rendering{text, args, reader}.all(pieces_, std::nullopt);
}

}  // namespace pb::i18n
