#include "reports/xlsx_book.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "base/utf8.h"

namespace pb::reports {
namespace {

constexpr std::uint8_t kA4 = 9;  // ECMA-376 part 1, 18.3.1.63
constexpr std::size_t kPropertyLimit = 255;

// Characters, not bytes, are counted, and none is longer than 4 bytes.
auto property(std::string_view text) -> std::string {
  return sheet_text(shortened(as_sound_text(text), kPropertyLimit));
}

// "&" begins a code in a footer.
auto footer_text(std::string_view text) -> std::string {
  constexpr std::size_t kLimit = 100;
  std::string doubled;
  for (char const c : sheet_text(shortened(text, kLimit))) {
    if (c == '\n' || c == '\r') continue;
    doubled += c;
    if (c == '&') doubled += c;
  }
  return doubled;
}

void set_tone(lxw_format* format, Tone tone) {
  if (tone == Tone::plain) return;
  constexpr std::uint32_t kGoodGround = 0xE6F3EA;
  constexpr std::uint32_t kWarningGround = 0xFDF3D7;
  constexpr std::uint32_t kBadGround = 0xFBE6E3;
  format_set_bg_color(format, tone == Tone::good      ? kGoodGround
                              : tone == Tone::warning ? kWarningGround
                                                      : kBadGround);
  format_set_font_color(format, rgb(tone_color(tone)));
}

// Beside a name of two lines, numbers stand at the first.
void set_words(lxw_format* format, CellStyle const& style) {
  if (style.number.empty()) format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
}

void set_role(lxw_format* format, CellStyle const& style) {
  auto const& theme = charts::light_theme();
  constexpr double kTitleSize = 16;
  switch (style.role) {
    case CellRole::head:
      format_set_bold(format);
      format_set_text_wrap(format);
      format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
      format_set_bg_color(format, rgb(theme.panel));
      format_set_bottom(format, LXW_BORDER_THIN);
      return;
    case CellRole::group:
      set_words(format, style);
      format_set_bold(format);
      format_set_bg_color(format, rgb(theme.panel));
      return;
    case CellRole::sum:
      set_words(format, style);
      format_set_bold(format);
      format_set_top(format, LXW_BORDER_THIN);
      return;
    case CellRole::title:
      format_set_bold(format);
      format_set_font_size(format, kTitleSize);
      format_set_font_color(format, rgb(theme.accent));
      return;
    case CellRole::subtitle:
      format_set_font_color(format, rgb(theme.muted));
      return;
    case CellRole::quiet:
      format_set_italic(format);
      format_set_text_wrap(format);
      format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
      format_set_font_color(format, rgb(theme.muted));
      return;
    case CellRole::words:
      set_words(format, style);
      return;
  }
}

void set_align(lxw_format* format, Align align) {
  if (align == Align::usual) return;
  format_set_align(format, align == Align::left ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
}

// Signs that say it in grey, too.
auto number_with_sign(CellStyle const& style) -> std::string {
  if (style.tone == Tone::bad) return "\"✗ \"" + style.number;
  if (style.tone == Tone::warning) return "\"! \"" + style.number;
  return style.number;
}

// What stood in a workbook's place stays there until the new one is whole.
auto unfinished(std::filesystem::path const& file) -> std::filesystem::path {
  return file.string() + ".part";
}

}  // namespace

auto rgb(charts::Color const& color) -> std::uint32_t {
  constexpr double kMost = 255;
  auto const part = [](double value) { return static_cast<std::uint32_t>(std::lround(value * kMost)); };
  return part(color.red) << 16U | part(color.green) << 8U | part(color.blue);
}

auto tone_color(Tone tone) -> charts::Color {
  auto const& theme = charts::light_theme();
  switch (tone) {
    case Tone::plain:
      return theme.text;
    case Tone::good:
      return theme.good;
    case Tone::bad:
      return theme.bad;
    case Tone::warning:
      return theme.warning;
  }
  std::unreachable();
}

XlsxBook::XlsxBook(Built const& built_, i18n::Translator const& translator_, RowsOfBook rows)
    : built(built_),
      translator(translator_),
      file_(memfd_create("xlsx", MFD_CLOEXEC)),
      folder_(std::filesystem::temp_directory_path()) {
  if (file_ < 0) throw std::runtime_error("no memory file for a workbook");
  open("/proc/self/fd/" + std::to_string(file_), rows);
}

XlsxBook::XlsxBook(Built const& built_, i18n::Translator const& translator_,
                   std::filesystem::path const& file)
    : built(built_),
      translator(translator_),
      path_(file),
      folder_(file.has_parent_path() ? file.parent_path() : ".") {
  open(unfinished(path_), RowsOfBook::passing);
}

void XlsxBook::open(std::filesystem::path const& file, RowsOfBook rows) {
  auto folder = folder_.string();
  lxw_workbook_options options{};
  options.constant_memory = rows == RowsOfBook::passing ? LXW_TRUE : LXW_FALSE;
  options.tmpdir = folder.data();
  workbook_ = workbook_new_opt(file.c_str(), &options);
  if (workbook_ == nullptr) throw std::runtime_error("no workbook");
  set_properties();
}

XlsxBook::~XlsxBook() {
  if (workbook_ != nullptr) {
    // The library closes these only where it writes the file.
    for (auto* const sheet : passing_) std::fclose(std::exchange(sheet->optimize_tmpfile, nullptr));
    lxw_workbook_free(workbook_);
  }
  if (file_ >= 0) ::close(file_);
}

void XlsxBook::set_properties() {
  auto title = property(built.title);
  auto subject = property(built.subtitle);
  auto author = property(built.organisation);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.subject = subject.data();
  properties.author = author.data();
  properties.company = author.data();
  properties.created = std::chrono::system_clock::to_time_t(
      std::chrono::time_point_cast<std::chrono::system_clock::duration>(built.made_at));
  workbook_set_properties(workbook_, &properties);
}

auto XlsxBook::add_sheet(std::string_view title) -> NewSheet {
  NewSheet made{.name = names_.name(title)};
  made.sheet = workbook_add_worksheet(workbook_, made.name.c_str());
  if (made.sheet == nullptr) throw std::runtime_error("no sheet of this name: " + made.name);
  if (made.sheet->optimize_tmpfile != nullptr) passing_.push_back(made.sheet);
  constexpr double kMargin = 0.5;  // inches
  constexpr double kFooterMargin = 0.8;
  worksheet_set_paper(made.sheet, kA4);
  if (built.orientation == Orientation::landscape) worksheet_set_landscape(made.sheet);
  worksheet_set_margins(made.sheet, kMargin, kMargin, kMargin, kFooterMargin);
  worksheet_fit_to_pages(made.sheet, 1, 0);
  worksheet_set_footer(made.sheet, ("&L" + footer_text(built.organisation) + "&R&P / &N").c_str());
  worksheet_gridlines(made.sheet, LXW_HIDE_ALL_GRIDLINES);
  return made;
}

auto XlsxBook::format(CellStyle const& style) -> lxw_format* {
  auto const [found, is_new] = formats_.try_emplace(style, nullptr);
  if (!is_new) return found->second;
  auto* const format = workbook_add_format(workbook_);
  set_role(format, style);
  set_tone(format, style.tone);
  set_align(format, style.align);
  if (!style.number.empty()) format_set_num_format(format, number_with_sign(style).c_str());
  if (style.indent > 0) format_set_indent(format, static_cast<std::uint8_t>(std::min(style.indent, 15)));
  found->second = format;
  return format;
}

auto XlsxBook::condition_format(Tone tone) -> lxw_format* {
  auto* const format = workbook_add_format(workbook_);
  format_set_bold(format);
  format_set_font_color(format, rgb(tone_color(tone)));
  return format;
}

// The library does not look whether what it writes to temporary files arrives: the rows, and at the end each
// sheet once more as a whole. So that is found out before.
auto XlsxBook::has_room() const -> bool {
  constexpr off_t kAroundRows = 1 << 20;  // bytes
  off_t bytes = 0;
  for (auto* const sheet : passing_) {
    auto* const rows = sheet->optimize_tmpfile;
    if (std::fflush(rows) != 0 || std::ferror(rows) != 0) return false;
    bytes += ::ftello(rows) + kAroundRows;
  }
  if (bytes == 0) return true;
  int const probe = ::open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (probe < 0) return errno == EOPNOTSUPP;  // of a file system without nameless files nothing is known
  int const problem = ::posix_fallocate(probe, 0, bytes);
  ::close(probe);
  return problem == 0;
}

auto XlsxBook::close() -> Result<void> {
  std::error_code problem;
  bool const written = has_room() && workbook_close(std::exchange(workbook_, nullptr)) == LXW_NO_ERROR;
  if (written && !path_.empty()) std::filesystem::rename(unfinished(path_), path_, problem);
  if (written && !problem) return {};
  if (!path_.empty()) std::filesystem::remove(unfinished(path_), problem);
  return fail(ErrorCode::unavailable, Message("error.report.workbook"));
}

auto XlsxBook::finish() -> Result<std::string> {
  PB_CHECK(close());
  auto const size = ::lseek(file_, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(std::max<off_t>(size, 0)), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    auto const taken = ::pread(file_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (taken <= 0) return fail(ErrorCode::unavailable, Message("error.report.workbook"));
    at += static_cast<std::size_t>(taken);
  }
  return bytes;
}

}  // namespace pb::reports
