#include "catalogue/text_shape.h"

#include <unicode/messagepattern.h>

#include <stdexcept>

#include "i18n/utf16.h"

namespace pb::catalogue {
namespace {

using i18n::from_utf8;
using i18n::to_utf8;

class Reader {
 public:
  explicit Reader(std::string_view text) : source_(from_utf8(text)), parts_(problem_) {
    UParseError where{};
    parts_.parse(source_, &where, problem_);
    if (U_FAILURE(problem_) != 0) throw std::invalid_argument(u_errorName(problem_));
  }

  auto read() -> TextShape {
    shape_.tags = message(0);
    return std::move(shape_);
  }

 private:
  // The tags of the message that starts at this part; they must be balanced by themselves.
  auto message(std::int32_t start) -> std::vector<std::string> {
    std::string literal;
    auto done = parts_.getPart(start).getLimit();
    auto const limit = parts_.getLimitPartIndex(start);
    for (auto at = start + 1; at <= limit; ++at) {
      auto const& part = parts_.getPart(at);
      literal += to_utf8(source_.tempSubStringBetween(done, part.getIndex()));
      done = part.getLimit();
      if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
      argument(at);
      at = parts_.getLimitPartIndex(at);
      done = parts_.getPart(at).getLimit();
    }
    return check_tags(literal);
  }

  void argument(std::int32_t start) {
    auto const name = to_utf8(parts_.getSubstring(parts_.getPart(start + 1)));
    auto const type = parts_.getPart(start).getArgType();
    auto& known = shape_.placeholders[name];
    if (type == UMSGPAT_ARG_TYPE_SIMPLE) known = to_utf8(parts_.getSubstring(parts_.getPart(start + 2)));
    if (type == UMSGPAT_ARG_TYPE_SELECT) known = "select";
    if (type == UMSGPAT_ARG_TYPE_PLURAL || type == UMSGPAT_ARG_TYPE_SELECTORDINAL) known = "plural";
    if (type != UMSGPAT_ARG_TYPE_NONE && type != UMSGPAT_ARG_TYPE_SIMPLE) branches(start, name, known);
  }

  void branches(std::int32_t start, std::string const& name, std::string const& type) {
    std::set<std::string> keywords;
    auto const limit = parts_.getLimitPartIndex(start);
    for (auto at = start + 1; at < limit; ++at) {
      auto const& part = parts_.getPart(at);
      if (part.getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR)
        keywords.insert(to_utf8(parts_.getSubstring(part)));
      if (part.getType() != UMSGPAT_PART_TYPE_MSG_START) continue;
      message(at);
      at = parts_.getLimitPartIndex(at);
    }
    if (type == "plural") {
      shape_.plurals.emplace_back(name, keywords);
    } else {
      shape_.choices[name].insert(keywords.begin(), keywords.end());
    }
  }

  auto check_tags(std::string_view literal) -> std::vector<std::string> {
    std::vector<std::string> tags;
    std::vector<std::string> open;
    for (auto at = literal.find('<'); at != std::string_view::npos; at = literal.find('<', at + 1)) {
      auto const tag = std::string(literal.substr(at, literal.find('>', at) - at + 1));
      tags.push_back(tag);
      shape_.all_tags.insert(tag);
      check_tag(tag, open);
    }
    for (auto const& name : open) shape_.problems.push_back("<" + name + "> stays open");
    return tags;
  }

  void check_tag(std::string const& tag, std::vector<std::string>& open) {
    static std::set<std::string> const known = {"b", "i", "u", "s", "code", "pre", "blockquote"};
    bool const closing = tag.starts_with("</");
    auto const begin = closing ? 2U : 1U;
    auto const name = tag.substr(begin, tag.find('>') - begin);
    if (!known.contains(name)) {
      shape_.problems.push_back(tag + " is no tag that Telegram knows");
    } else if (!closing) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      shape_.problems.push_back(tag + " closes nothing");
    } else {
      open.pop_back();
    }
  }

  UErrorCode problem_ = U_ZERO_ERROR;
  icu::UnicodeString source_;
  icu::MessagePattern parts_;
  TextShape shape_;
};

}  // namespace

auto shape_of(std::string_view text) -> TextShape {
  return Reader(text).read();
}

}  // namespace pb::catalogue
