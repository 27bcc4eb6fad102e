#include "reports/pdf_finish.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <qpdf/Buffer.hh>
#include <qpdf/JSON.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>

#include "base/enum_name.h"
#include "reports/pdf_artifacts.h"

namespace pb::reports {
namespace {

using Object = QPDFObjectHandle;

constexpr auto kProducer = "Profit Bot";

auto xml_text(std::string_view text) -> std::string {
  std::string safe;
  for (char const c : text) {
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else
      safe += c;
  }
  return safe;
}

auto seconds_of(Instant instant) -> std::chrono::sys_seconds {
  return std::chrono::floor<std::chrono::seconds>(instant);
}

// XMP (ISO 16684-1) with the mark of PDF/UA-1 (ISO 14289-1, 5).
auto metadata_of(PdfFacts const& facts) -> std::string {
  auto const title = xml_text(printable(facts.title));
  auto const language = enum_name(facts.language);
  auto const moment = fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", seconds_of(facts.made_at));
  return fmt::format(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
      "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
      " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
      "<dc:format>application/pdf</dc:format>\n"
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{0}</rdf:li><rdf:li xml:lang=\"{1}\">{0}</rdf:li>"
      "</rdf:Alt></dc:title>\n"
      "<dc:creator><rdf:Seq><rdf:li>{2}</rdf:li></rdf:Seq></dc:creator>\n"
      "<dc:language><rdf:Bag><rdf:li>{1}</rdf:li></rdf:Bag></dc:language>\n"
      "<xmp:CreateDate>{3}</xmp:CreateDate><xmp:ModifyDate>{3}</xmp:ModifyDate>"
      "<xmp:CreatorTool>{4}</xmp:CreatorTool><pdf:Producer>{4}</pdf:Producer>\n"
      "<pdfuaid:part>1</pdfuaid:part>\n"
      "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
      title, language, xml_text(printable(facts.author)), moment, kProducer);
}

void set_information(QPDF& document, PdfFacts const& facts) {
  auto const moment = Object::newString(fmt::format("D:{:%Y%m%d%H%M%S}Z", seconds_of(facts.made_at)));
  auto information = Object::newDictionary();
  information.replaceKey("/Title", Object::newUnicodeString(printable(facts.title)));
  information.replaceKey("/Author", Object::newUnicodeString(printable(facts.author)));
  information.replaceKey("/Producer", Object::newString(kProducer));
  information.replaceKey("/Creator", Object::newString(kProducer));
  information.replaceKey("/CreationDate", moment);
  information.replaceKey("/ModDate", moment);
  document.getTrailer().replaceKey("/Info", document.makeIndirectObject(information));
}

void set_catalogue(QPDF& document, PdfFacts const& facts) {
  auto catalogue = document.getRoot();
  catalogue.replaceKey("/Lang", Object::newUnicodeString(std::string(enum_name(facts.language))));
  catalogue.replaceKey("/MarkInfo", Object::parse("<< /Marked true >>"));
  catalogue.replaceKey("/ViewerPreferences", Object::parse("<< /DisplayDocTitle true >>"));
  auto metadata = Object::newStream(&document, metadata_of(facts));
  metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
  metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
  catalogue.replaceKey("/Metadata", metadata);
}

void mark_pages(QPDF& document) {
  for (auto& page : QPDFPageDocumentHelper(document).getAllPages()) {
    auto dictionary = page.getObjectHandle();
    dictionary.replaceKey("/Tabs", Object::newName("/S"));
    auto content = dictionary.getKey("/Contents");
    auto const data = content.getStreamData(qpdf_dl_generalized);
    auto const text = std::string_view(reinterpret_cast<char const*>(data->getBuffer()), data->getSize());
    content.replaceStreamData(mark_artifacts(text), Object::newNull(), Object::newNull());
  }
}

// Gives structure elements what cairo does not write, in the order of the nodes.
class Completion {
 public:
  explicit Completion(Pages const& pages) : pages_(pages) {
    for (auto const& node : pages.nodes) {
      if (node.role == Role::figure) figures_.push_back(&node);
      if (node.role == Role::column_head || node.role == Role::row_head) heads_.push_back(node.role);
    }
  }

  void run(Object tree) {
    visit(tree.getKey("/K"));
    if (figure_ != figures_.size() || head_ != heads_.size())
      throw std::runtime_error("the structure of a document is not that of its pages");
  }

 private:
  void visit(Object kids) {
    if (kids.isArray()) {
      for (auto const& kid : kids.aitems()) visit(kid);
      return;
    }
    if (!kids.isDictionary() || !kids.hasKey("/S")) return;
    auto const name = kids.getKey("/S").getName();
    if (name == "/Figure") complete_figure(kids);
    if (name == "/TH") complete_head(kids);
    // A cell has marked content alone.
    if (name != "/TH" && name != "/TD") visit(kids.getKey("/K"));
  }

  void complete_figure(Object& element) {
    auto const& node = *figures_.at(figure_++);
    auto const& box = node.bounds;
    auto const bottom = pages_.size.height - box.bottom();
    auto const top = pages_.size.height - box.y;
    element.replaceKey("/Alt", Object::newUnicodeString(node.alternative));
    element.replaceKey("/A", Object::parse(fmt::format(
                                 "<< /O /Layout /Placement /Block /BBox [{:.2f} {:.2f} {:.2f} {:.2f}] >>",
                                 box.x, bottom, box.right(), top)));
  }

  void complete_head(Object& element) {
    bool const column = heads_.at(head_++) == Role::column_head;
    element.replaceKey("/A", column ? of_column_ : of_row_);
  }

  Pages const& pages_;
  std::vector<Node const*> figures_;
  std::vector<Role> heads_;
  std::size_t figure_ = 0;
  std::size_t head_ = 0;
  Object of_column_ = Object::parse("<< /O /Table /Scope /Column >>");
  Object of_row_ = Object::parse("<< /O /Table /Scope /Row >>");
};

}  // namespace

auto finish_pdf(std::string drawn, Pages const& pages, PdfFacts const& facts) -> std::string {
  QPDF document;
  document.setSuppressWarnings(true);
  document.processMemoryFile("report", drawn.data(), drawn.size());
  set_information(document, facts);
  set_catalogue(document, facts);
  mark_pages(document);
  Completion(pages).run(document.getRoot().getKey("/StructTreeRoot"));

  QPDFWriter writer(document);
  writer.setOutputMemory();
  writer.setMinimumPDFVersion("1.7");
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setDeterministicID(true);
  writer.write();
  auto const file = writer.getBufferSharedPointer();
  return {reinterpret_cast<char const*>(file->getBuffer()), file->getSize()};
}

}  // namespace pb::reports
