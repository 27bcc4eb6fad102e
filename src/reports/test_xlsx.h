#pragma once

#include <zlib.h>

#include <boost/property_tree/xml_parser.hpp>
#include <cstring>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// For tests: a workbook read back, independently of what wrote it.
namespace pb::reports::samples {

// The parts of a ZIP file, unpacked and their check sums compared (PKWARE APPNOTE 4.3). Throws where it is
// none.
class ZipParts {
 public:
  explicit ZipParts(std::string_view zip) : zip_(zip) {
    constexpr std::size_t kEnd = 22;
    if (zip.size() < kEnd || number(zip.size() - kEnd, 4) != 0x06054b50)
      throw std::runtime_error("no ZIP file");
    auto at = number(zip.size() - 6, 4);
    for (auto left = number(zip.size() - 12, 2); left > 0; --left) {
      if (number(at, 4) != 0x02014b50) throw std::runtime_error("no entry of the directory");
      auto const name = zip.substr(at + 46, number(at + 28, 2));
      parts_.emplace(name, unpacked(at));
      at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2);
    }
  }

  [[nodiscard]] auto at(std::string const& name) const -> std::string const& { return parts_.at(name); }
  [[nodiscard]] auto has(std::string const& name) const -> bool { return parts_.contains(name); }

 private:
  [[nodiscard]] auto number(std::size_t at, std::size_t bytes) const -> std::size_t {
    std::size_t value = 0;
    for (auto byte = bytes; byte > 0; --byte)
      value = value << 8U | static_cast<unsigned char>(zip_.at(at + byte - 1));
    return value;
  }

  [[nodiscard]] auto unpacked(std::size_t entry) const -> std::string {
    auto const local = number(entry + 42, 4);
    auto const packed =
        zip_.substr(local + 30 + number(local + 26, 2) + number(local + 28, 2), number(entry + 20, 4));
    std::string text(number(entry + 24, 4), '\0');
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    constexpr int kWithoutHead = -15;
    if (inflateInit2(&stream, kWithoutHead) != Z_OK) throw std::runtime_error("no room");
    auto const end = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    auto const sum = crc32(0, reinterpret_cast<Bytef const*>(text.data()), static_cast<uInt>(text.size()));
    if (end != Z_STREAM_END || sum != number(entry + 16, 4)) throw std::runtime_error("a broken part");
    return text;
  }

  std::string_view zip_;
  std::map<std::string, std::string, std::less<>> parts_{};
};

using Xml = boost::property_tree::ptree;

inline auto parse_xml(std::string const& text) -> Xml {
  std::istringstream in(text);
  Xml tree;
  boost::property_tree::read_xml(in, tree);
  return tree;
}

struct ReadCell {
  std::optional<std::string> text{};
  std::optional<double> number{};
  std::string formula{};
  std::string format{};  // Excel's number format
  std::string align{};   // "left", "right"; empty: as its content has it

  friend auto operator==(ReadCell const&, ReadCell const&) -> bool = default;
};

// A sheet of a workbook by the names of its cells ("B7"), and its XML for what stands around them.
struct ReadSheet {
  std::map<std::string, ReadCell> cells{};
  std::map<int, double> heights{};  // of the rows that say theirs, counted from 1, in points
  Xml xml{};
};

// "_x005F_x0041_" is "_x0041_" (ECMA-376 part 1, 22.9.2.19).
inline auto unescaped(std::string text) -> std::string {
  constexpr std::string_view kEscape = "_x005F";
  for (auto at = text.find(kEscape); at != std::string::npos; at = text.find(kEscape, at)) {
    text.erase(at, kEscape.size());
    ++at;
  }
  return text;
}

// A cell of each style of the workbook.
inline auto cells_of_styles(ZipParts const& zip) -> std::vector<ReadCell> {
  auto const styles = parse_xml(zip.at("xl/styles.xml")).get_child("styleSheet");
  std::map<int, std::string> codes{{9, "0%"}, {3, "#,##0"}};  // those that Excel has by number, 18.8.30
  if (auto const own = styles.get_child_optional("numFmts")) {
    for (auto const& [tag, format] : *own)
      if (tag == "numFmt")
        codes[format.get<int>("<xmlattr>.numFmtId")] = format.get<std::string>("<xmlattr>.formatCode");
  }
  std::vector<ReadCell> cells;
  for (auto const& [tag, style] : styles.get_child("cellXfs"))
    if (tag == "xf")
      cells.push_back({.format = codes[style.get<int>("<xmlattr>.numFmtId")],
                       .align = style.get<std::string>("alignment.<xmlattr>.horizontal", "")});
  return cells;
}

inline auto shared_strings(ZipParts const& zip) -> std::vector<std::string> {
  std::vector<std::string> strings;
  if (!zip.has("xl/sharedStrings.xml")) return strings;
  auto const xml = parse_xml(zip.at("xl/sharedStrings.xml"));
  for (auto const& [tag, item] : xml.get_child("sst"))
    if (tag == "si") strings.push_back(unescaped(item.get<std::string>("t")));
  return strings;
}

inline auto read_sheet(std::string const& workbook, int number) -> ReadSheet {
  ZipParts const zip(workbook);
  auto const styled = cells_of_styles(zip);
  auto const strings = shared_strings(zip);
  ReadSheet sheet{.xml = parse_xml(zip.at("xl/worksheets/sheet" + std::to_string(number) + ".xml"))};
  for (auto const& [row_tag, row] : sheet.xml.get_child("worksheet.sheetData")) {
    if (auto const height = row.get_optional<double>("<xmlattr>.ht"))
      sheet.heights[row.get<int>("<xmlattr>.r")] = *height;
    for (auto const& [tag, c] : row) {
      if (tag != "c") continue;
      auto cell = styled.at(c.get<std::size_t>("<xmlattr>.s", 0));
      cell.formula = c.get<std::string>("f", "");
      auto const type = c.get<std::string>("<xmlattr>.t", "n");
      if (type == "inlineStr") cell.text = unescaped(c.get<std::string>("is.t"));
      if (type == "s") cell.text = strings.at(c.get<std::size_t>("v"));
      if (type == "n" && c.get_child_optional("v")) cell.number = c.get<double>("v");
      sheet.cells[c.get<std::string>("<xmlattr>.r")] = std::move(cell);
    }
  }
  return sheet;
}

}  // namespace pb::reports::samples
