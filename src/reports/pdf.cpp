#include "reports/pdf.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <algorithm>
#include <ranges>

#include <memory>
#include <stdexcept>

#include "charts/canvas.h"
#include "reports/page_draw.h"
#include "reports/page_layout.h"
#include "reports/pdf_finish.h"

namespace pb::reports {
namespace {

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};

auto append(void* text, unsigned char const* bytes, unsigned size) -> cairo_status_t {
  static_cast<std::string*>(text)->append(reinterpret_cast<char const*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
}

// Standard structure types (ISO 32000-1, 14.8.4).
auto tag_of(Role role) -> char const* {
  switch (role) {
    case Role::document:
      return "Document";
    case Role::heading:
      return "H1";
    case Role::block_heading:
      return "H2";
    case Role::paragraph:
      return "P";
    case Role::list:
      return "L";
    case Role::list_item:
      return "LI";
    case Role::list_body:
      return "LBody";
    case Role::table:
      return "Table";
    case Role::row:
      return "TR";
    case Role::column_head:
    case Role::row_head:
      return "TH";
    case Role::cell:
      return "TD";
    case Role::figure:
      return "Figure";
  }
  return "P";
}

// Opens and closes tags as items of other nodes come. An element stays open over pages until something that
// is not in it comes; decoration stands in no element that has content of its own.
class Tagger {
 public:
  Tagger(cairo_t* context, std::vector<Node> const& nodes) : context_(context), nodes_(nodes) { push(0); }

  void go_to(std::size_t node) {
    if (node == kDecoration) {
      if (has_content_) pop();
      return;
    }
    if (has_content_ && open_.back() == node) return;
    if (has_content_) pop();
    std::vector<std::size_t> way;
    for (auto step = node; !is_open(step); step = nodes_[step].parent) way.push_back(step);
    auto const common = way.empty() ? node : nodes_[way.back()].parent;
    while (open_.back() != common) pop();
    for (auto const step : std::views::reverse(way)) push(step);
    has_content_ = true;
  }

  void finish() {
    while (!open_.empty()) pop();
  }

 private:
  [[nodiscard]] bool is_open(std::size_t node) const { return std::ranges::find(open_, node) != open_.end(); }
  void push(std::size_t node) {
    cairo_tag_begin(context_, tag_of(nodes_[node].role), nullptr);
    open_.push_back(node);
  }
  void pop() {
    cairo_tag_end(context_, tag_of(nodes_[open_.back()].role));
    open_.pop_back();
    has_content_ = false;
  }

  cairo_t* context_;
  std::vector<Node> const& nodes_;
  std::vector<std::size_t> open_;
  bool has_content_ = false;
};

void add_outline(cairo_surface_t* surface, Pages const& pages) {
  int above = CAIRO_PDF_OUTLINE_ROOT;
  bool first = true;
  for (auto const& landmark : pages.landmarks) {
    auto const place = fmt::format("page={} pos=[0 {:.1f}]", landmark.page + 1, landmark.y);
    auto const entry = cairo_pdf_surface_add_outline(surface, above, landmark.title.c_str(), place.c_str(),
                                                     CAIRO_PDF_OUTLINE_FLAG_OPEN);
    // The first is the report's title; its blocks stand under it.
    if (first) above = entry;
    first = false;
  }
}

}  // namespace

auto to_pdf(Built const& built, i18n::Translator const& translator) -> std::string {
  auto const sheet = paper_sheet(built);
  std::string drawn;
  std::unique_ptr<cairo_surface_t, Release> surface(
      cairo_pdf_surface_create_for_stream(append, &drawn, sheet.width, sheet.height));
  std::unique_ptr<cairo_t, Release> context(cairo_create(surface.get()));
  check(cairo_status(context.get()));
  Pages pages;
  {
    charts::Canvas canvas(context.get());
    pages = lay_out(
        built, sheet, [&](auto const& text, auto const& style) { return canvas.measure(text, style); },
        translator);
    Tagger tagger(context.get(), pages.nodes);
    for (std::size_t page = 0; page < pages.pages.size(); ++page) {
      draw_page(canvas, pages.pages[page], *pages.theme, [&](std::size_t node) { tagger.go_to(node); });
      if (page + 1 == pages.pages.size()) tagger.finish();
      cairo_show_page(context.get());
    }
  }
  add_outline(surface.get(), pages);
  check(cairo_status(context.get()));
  context.reset();
  cairo_surface_finish(surface.get());
  check(cairo_surface_status(surface.get()));
  return finish_pdf(std::move(drawn), pages,
                    {.title = built.title,
                     .author = built.organisation,
                     .language = built.reader.language,
                     .made_at = built.made_at});
}

}  // namespace pb::reports
