#include "reports/pdf.h"

#include <gmock/gmock.h>

#include <qpdf/Buffer.hh>
#include <qpdf/JSON.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFNumberTreeObjectHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <set>

#include "reports/test_built.h"

// What PDF/UA-1 asks of a file (ISO 14289-1, by the Matterhorn protocol), read back with another's eyes.
namespace pb::reports {
namespace {

using Object = QPDFObjectHandle;

class Paper {
 public:
  explicit Paper(std::string bytes) : bytes_(std::move(bytes)) {
    file_.processMemoryFile("report.pdf", bytes_.data(), bytes_.size());
  }
  auto file() -> QPDF& { return file_; }
  auto catalogue() -> Object { return file_.getRoot(); }
  auto pages() -> std::vector<QPDFPageObjectHelper> { return QPDFPageDocumentHelper(file_).getAllPages(); }

 private:
  std::string bytes_;
  QPDF file_;
};

// Counts what is drawn outside of marked content, and which numbers of marks there are.
class Marks : public Object::ParserCallbacks {
 public:
  void handleObject(Object object) override {
    if (!object.isOperator()) return operands_.push_back(object);
    auto const name = object.getOperatorValue();
    static std::set<std::string> const kPaints{"f", "F",  "f*", "B", "B*", "b",  "b*", "S",
                                               "s", "Tj", "TJ", "'", "\"", "Do", "sh"};
    if (name == "BDC" || name == "BMC") {
      ++depth_;
      if (name == "BDC" && operands_.size() == 2 && operands_[1].isDictionary() &&
          operands_[1].hasKey("/MCID"))
        numbers.insert(operands_[1].getKey("/MCID").getIntValue());
    } else if (name == "EMC") {
      --depth_;
    } else if (kPaints.contains(name) && depth_ == 0) {
      ++unmarked;
    }
    operands_.clear();
  }
  void handleEOF() override {}

  int unmarked = 0;
  std::set<long long> numbers;

 private:
  int depth_ = 0;
  std::vector<Object> operands_;
};

struct Structure {
  std::vector<std::string> all;
  std::vector<std::string> headings;
  std::vector<std::string> wrong;

  void walk(Object node) {
    if (node.isArray()) {
      for (auto& child : node.getArrayAsVector()) walk(child);
      return;
    }
    if (!node.isDictionary() || !node.hasKey("/S")) return;
    auto const role = node.getKey("/S").getName();
    all.push_back(role);
    if (role.starts_with("/H") && role.size() == 3) headings.push_back(role);
    if (role == "/Figure" && !node.hasKey("/Alt")) wrong.emplace_back("a figure without words");
    if (role == "/TH" && !node.hasKey("/A")) wrong.emplace_back("a head without scope");
    if (role == "/TR")
      each_child(node, [&](std::string const& child) {
        if (child != "/TH" && child != "/TD") wrong.push_back("a row with " + child);
      });
    if (role == "/Table")
      each_child(node, [&](std::string const& child) {
        if (child != "/TR" && child != "/THead" && child != "/TBody" && child != "/Caption")
          wrong.push_back("a table with " + child);
      });
    walk(node.getKey("/K"));
  }

 private:
  template <class F>
  static void each_child(Object node, F f) {
    auto children = node.getKey("/K");
    if (children.isDictionary()) f(children.getKey("/S").getName());
    if (!children.isArray()) return;
    for (auto& child : children.getArrayAsVector()) {
      if (child.isDictionary() && child.hasKey("/S")) f(child.getKey("/S").getName());
    }
  }
};

auto same(Object const& one, Object const& other) -> bool {
  return one.getObjGen() == other.getObjGen();
}

// Whether the element's content has this mark of this page.
auto holds(Object element, long long number, Object const& page) -> bool {
  auto const is_it = [&](Object kid) {
    if (kid.isInteger()) return kid.getIntValue() == number && same(element.getKey("/Pg"), page);
    if (!kid.isDictionary() || !kid.hasKey("/MCID") || kid.getKey("/MCID").getIntValue() != number)
      return false;
    return same(kid.hasKey("/Pg") ? kid.getKey("/Pg") : element.getKey("/Pg"), page);
  };
  auto kids = element.getKey("/K");
  if (!kids.isArray()) return is_it(kids);
  return std::ranges::any_of(kids.getArrayAsVector(), is_it);
}

class Pdf : public testing::Test {
 protected:
  i18n::Translator translator_;
  Built built_ = samples::with_every_part();
};

TEST_F(Pdf, says_what_it_is_in_which_language_and_under_which_title) {
  Paper paper(to_pdf(built_, translator_));
  auto root = paper.catalogue();
  EXPECT_EQ(root.getKey("/Lang").getUTF8Value().substr(0, 2), "uk");
  EXPECT_TRUE(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
  EXPECT_TRUE(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
  EXPECT_TRUE(root.hasKey("/Outlines"));
  auto const metadata = root.getKey("/Metadata").getStreamData(qpdf_dl_all);
  std::string const xmp(reinterpret_cast<char const*>(metadata->getBuffer()), metadata->getSize());
  EXPECT_THAT(xmp, testing::HasSubstr("pdfuaid:part"));
  for (auto& page : paper.pages()) EXPECT_EQ(page.getObjectHandle().getKey("/Tabs").getName(), "/S");
}

TEST_F(Pdf, all_that_is_drawn_is_content_or_decoration_and_all_content_is_in_the_structure) {
  Paper paper(to_pdf(built_, translator_));
  for (auto& page : paper.pages()) {
    Marks marks;
    page.parseContents(&marks);
    EXPECT_EQ(marks.unmarked, 0);
    EXPECT_FALSE(marks.numbers.empty());
    EXPECT_TRUE(page.getObjectHandle().hasKey("/StructParents"));
  }
}

// Matterhorn 09 and 01-005: a reader goes from a mark on a page through the parent tree (14.7.4.4) to the
// element whose content it is, and back.
TEST_F(Pdf, every_mark_leads_to_the_element_that_holds_it) {
  Paper paper(to_pdf(samples::large(6, 10), translator_));
  QPDFNumberTreeObjectHelper parents(paper.catalogue().getKey("/StructTreeRoot").getKey("/ParentTree"),
                                     paper.file());
  for (auto& page : paper.pages()) {
    Marks marks;
    page.parseContents(&marks);
    auto handle = page.getObjectHandle();
    Object of_page;
    ASSERT_TRUE(parents.findObject(handle.getKey("/StructParents").getIntValue(), of_page));
    ASSERT_TRUE(of_page.isArray());
    EXPECT_EQ(of_page.getArrayNItems(), static_cast<int>(marks.numbers.size()));
    for (auto const number : marks.numbers) {
      auto element = of_page.getArrayItem(static_cast<int>(number));
      ASSERT_TRUE(element.isDictionary() && element.hasKey("/S")) << number;
      EXPECT_TRUE(holds(element, number, handle)) << element.getKey("/S").getName() << " " << number;
    }
  }
}

TEST_F(Pdf, has_a_sound_structure) {
  Paper paper(to_pdf(built_, translator_));
  Structure structure;
  structure.walk(paper.catalogue().getKey("/StructTreeRoot").getKey("/K"));
  EXPECT_THAT(structure.wrong, testing::IsEmpty());
  ASSERT_FALSE(structure.headings.empty());
  EXPECT_EQ(structure.headings.front(), "/H1");
  for (std::size_t at = 1; at < structure.headings.size(); ++at)
    EXPECT_LE(structure.headings[at][2], structure.headings[at - 1][2] + 1);
}

TEST_F(Pdf, a_table_without_rows_says_so_outside_the_table) {
  auto const paragraphs = [&](Built const& built) {
    Paper paper(to_pdf(built, translator_));
    Structure structure;
    structure.walk(paper.catalogue().getKey("/StructTreeRoot").getKey("/K"));
    EXPECT_THAT(structure.wrong, testing::IsEmpty());
    return std::ranges::count(structure.all, "/P");
  };
  auto bare = samples::without_rows();
  std::get<Grid>(bare.blocks.front().part).columns.clear();
  EXPECT_EQ(paragraphs(samples::without_rows()), paragraphs(bare) + 1);
}

TEST_F(Pdf, equal_reports_are_equal_files) {
  EXPECT_EQ(to_pdf(built_, translator_), to_pdf(built_, translator_));
}

TEST_F(Pdf, takes_whatever_a_report_can_say) {
  auto const drawn = [&](Built const& built) { return Paper(to_pdf(built, translator_)).pages().size(); };
  EXPECT_EQ(drawn(samples::empty_report()), 1U);
  auto odd = samples::empty_report();
  odd.title = "تقرير شهري";
  odd.subtitle = std::string(500, 'W') + "\x01\xFF";
  odd.blocks.push_back({.part = PageBreak{}});
  odd.blocks.push_back({.title = std::string(500, 'a'), .part = Problem{"gone\x02"}});
  odd.blocks.push_back({.part = PageBreak{}});
  odd.blocks.push_back({.part = PageBreak{}});
  EXPECT_GE(drawn(odd), 1U);
  auto many = samples::empty_report();
  many.blocks.push_back({.part = samples::grouped_grid(60, 10)});
  EXPECT_GT(drawn(many), 10U);
  EXPECT_GE(drawn(samples::with_hostile_texts()), 1U);
}

}  // namespace
}  // namespace pb::reports
