#include "reports/html.h"

#include <fmt/format.h>

#include "base/enum_name.h"
#include "crypto/base64.h"
#include "reports/chat.h"
#include "reports/column_text.h"
#include "reports/figure_text.h"
#include "reports/file_name.h"
#include "reports/png.h"
#include "telegram/html.h"

namespace pb::reports {
namespace {

// The same as on paper (charts/theme.h); mail programs know no variables.
constexpr auto kText = "#1b2430";
constexpr auto kMuted = "#596575";
constexpr auto kPanel = "#f3f5f8";
constexpr auto kLine = "#dde2e9";
constexpr auto kAccent = "#0b5cad";

auto escaped(std::string_view text) -> std::string {
  return telegram::escape_html(text);
}

auto color_of(Tone tone) -> char const* {
  switch (tone) {
    case Tone::good:
      return "#0b7a4b";
    case Tone::bad:
      return "#b3261e";
    case Tone::warning:
      return "#8a5a00";
    case Tone::plain:
      break;
  }
  return kText;
}

// The shapes of marks on paper (page_parts.h).
auto mark_of(Tone tone) -> std::string_view {
  if (tone == Tone::warning) return "◆";
  return tone == Tone::good ? "▲" : "▼";
}

class MailWriter {
 public:
  MailWriter(Built const& built, i18n::Translator const& translator)
      : built_(built), translator_(translator) {}

  auto write() -> MailBody {
    begin();
    for (auto const& block : built_.blocks) {
      if (!block.title.empty())
        body_ +=
            fmt::format(R"(<h2 style="margin:28px 0 8px;font-size:17px;line-height:1.3;color:{};">{}</h2>)",
                        kText, escaped(block.title));
      std::visit([this](auto const& part) { add(part); }, block.part);
      for (auto const& note : block.notes)
        body_ +=
            fmt::format(R"(<p style="margin:4px 0;font-size:12px;color:{};">{}</p>)", kMuted, escaped(note));
    }
    body_ += fmt::format(
        R"(<p style="margin:28px 0 0;padding-top:10px;border-top:1px solid {};font-size:12px;color:{};">{} · {}</p>)",
        kLine, kMuted, escaped(built_.organisation), escaped(built_.made));
    body_ += kMailEnd;
    body_ += "</td></tr></table></td></tr></table></body></html>\n";
    mail_.html = std::move(body_);
    mail_.text = to_text(built_, translator_, ChatLayout::lines).bytes;
    return std::move(mail_);
  }

 private:
  void begin() {
    body_ = fmt::format(
        R"(<!DOCTYPE html><html lang="{0}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">)"
        R"(<meta name="color-scheme" content="light"><meta name="supported-color-schemes" content="light"><title>{1}</title></head>)"
        R"(<body style="margin:0;padding:0;background:#ffffff;color:{3};font-family:Inter,'Segoe UI',Roboto,Arial,sans-serif;font-size:14px;line-height:1.45;">)"
        R"(<div style="display:none;max-height:0;overflow:hidden;">{2}</div>)"
        R"(<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed;background:#ffffff;"><tr><td align="center">)"
        R"(<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed;max-width:640px;"><tr><td style="padding:20px 16px;">)"
        R"(<p style="margin:0;font-size:13px;font-weight:600;color:{4};">{5}</p>)"
        R"(<h1 style="margin:2px 0 0;font-size:24px;line-height:1.25;color:{3};">{1}</h1>)"
        R"(<p style="margin:2px 0 14px;padding-bottom:12px;border-bottom:2px solid {4};color:{6};">{2}</p>)",
        enum_name(built_.reader.language), escaped(built_.title), escaped(built_.subtitle), kText, kAccent,
        escaped(built_.organisation), kMuted);
  }

  void add(Tiles const& tiles) {
    body_ += R"(<table role="presentation" width="100%" cellpadding="0" cellspacing="0">)";
    for (std::size_t at = 0; at < tiles.tiles.size(); ++at) {
      bool const left = at % 2 == 0;
      if (left) body_ += "<tr>";
      add_tile(tiles.tiles[at]);
      if (!left || at + 1 == tiles.tiles.size()) body_ += "</tr>";
    }
    body_ += "</table>";
  }

  void add_tile(Tile const& tile) {
    body_ += fmt::format(
        R"(<td width="50%" valign="top" style="padding:4px;"><div style="background:{};border-radius:8px;padding:12px;">)"
        R"(<div style="font-size:12px;color:{};">{}</div><div style="font-size:20px;font-weight:600;color:{};">{}</div>)",
        kPanel, kMuted, escaped(tile.label), kText,
        escaped(figure_text(tile.figure, translator_, built_.reader)));
    if (auto const change = change_text(tile, translator_, built_.reader); !change.empty())
      body_ += fmt::format(R"(<div style="font-size:13px;font-weight:600;color:{};">{}</div>)",
                           color_of(tile.tone), escaped(change));
    if (!tile.note.empty())
      body_ += fmt::format(R"(<div style="font-size:12px;color:{};">{}</div>)", kMuted, escaped(tile.note));
    body_ += "</div></td>";
  }

  void add(Grid const& grid) {
    body_ += R"(<div style="overflow-x:auto;"><table width="100%" cellpadding="0" cellspacing="0" )"
             R"(style="border-collapse:collapse;font-size:13px;"><thead><tr>)";
    std::vector<ColumnForm> forms;
    for (std::size_t at = 0; at < grid.columns.size(); ++at) {
      auto const& column = grid.columns[at];
      forms.push_back(form_of(grid, at));
      body_ += fmt::format(
          R"(<th scope="col" align="{}" style="padding:6px 8px;background:{};color:{};font-weight:600;">{}</th>)",
          is_name(column.kind) ? "left" : "right", kPanel, kMuted, escaped(head_text(column, built_.reader)));
    }
    body_ += "</tr></thead><tbody>";
    if (grid.rows.empty())
      body_ += fmt::format(R"(<tr><td colspan="{}" style="padding:6px 8px;color:{};">{}</td></tr>)",
                           grid.columns.size(), kMuted,
                           escaped(translator_.render(Message("report.no_data"), built_.reader)));
    for (auto const& row : grid.rows) add_row(grid, forms, row);
    body_ += "</tbody></table></div>";
  }

  static auto is_name(ColumnKind kind) -> bool {
    return kind == ColumnKind::dimension || kind == ColumnKind::period;
  }

  void add_row(Grid const& grid, std::vector<ColumnForm> const& forms, Row const& row) {
    bool const strong = row.kind != RowKind::row && row.kind != RowKind::others;
    body_ += "<tr>";
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      auto const& cell = row.cells[at];
      auto text = escaped(column_text(cell, forms[at], translator_, built_.reader));
      if (cell.tone != Tone::plain) text = std::string(mark_of(cell.tone)) + " " + text;
      auto const indent = at == 0 ? 8 + 14 * row.level : 8;
      auto const style = fmt::format("padding:5px 8px 5px {}px;border-bottom:1px solid {};color:{};{}",
                                     indent, kLine, color_of(cell.tone), strong ? "font-weight:600;" : "");
      bool const head = at == 0 && is_name(grid.columns[at].kind);
      body_ += head ? fmt::format(R"(<th scope="row" align="left" style="{}{}">{}</th>)", style,
                                  strong ? "" : "font-weight:400;", text)
                    : fmt::format(R"(<td align="{}" style="{}white-space:nowrap;">{}</td>)",
                                  is_name(grid.columns[at].kind) ? "left" : "right", style, text);
    }
    body_ += "</tr>";
  }

  void add(ChartPart const& chart) {
    auto const id = fmt::format("chart-{}", mail_.pictures.size() + 1);
    mail_.pictures.push_back({id, chart_to_png(chart, {}, charts::light_theme())});
    // The picture ends with its summary in words, too.
    body_ += fmt::format(
        R"(<img src="cid:{}" alt="{}" width="608" style="display:block;width:100%;height:auto;border:0;background:#ffffff;">)",
        id, escaped(chart.summary));
  }

  void add(Paragraphs const& paragraphs) {
    for (auto const& paragraph : paragraphs.paragraphs)
      body_ += fmt::format(R"(<p style="margin:6px 0;padding-left:10px;border-left:3px solid {};">{}</p>)",
                           paragraph.tone == Tone::plain ? "#ffffff" : color_of(paragraph.tone),
                           escaped(paragraph.text));
  }

  void add(PageBreak const& /*unused*/) {}

  void add(Problem const& problem) {
    body_ += fmt::format(R"(<p style="margin:6px 0;padding:10px;background:{};color:{};">⚠ {}</p>)", kPanel,
                         color_of(Tone::warning), escaped(problem.text));
  }

  Built const& built_;
  i18n::Translator const& translator_;
  std::string body_;
  MailBody mail_;
};

}  // namespace

auto to_mail(Built const& built, i18n::Translator const& translator) -> MailBody {
  return MailWriter(built, translator).write();
}

auto to_html(Built const& built, i18n::Translator const& translator) -> File {
  auto const mail = to_mail(built, translator);
  auto html = mail.html;
  for (auto const& picture : mail.pictures) {
    auto const name = "\"cid:" + picture.content_id + "\"";
    if (auto const at = html.find(name); at != std::string::npos)
      html.replace(at, name.size(), "\"data:image/png;base64," + crypto::to_base64(picture.bytes) + "\"");
  }
  return {file_name(built, "html"), "text/html; charset=utf-8", std::move(html)};
}

}  // namespace pb::reports
