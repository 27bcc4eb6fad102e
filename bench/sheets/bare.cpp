#include "sheets/bare.h"

#include <xlsxwriter.h>

#include <chrono>

namespace pb::bench {
namespace {

struct Formats {
  lxw_format* head = nullptr;
  lxw_format* day = nullptr;
  lxw_format* money = nullptr;
  lxw_format* ratio = nullptr;
  lxw_format* count = nullptr;
  lxw_format* time = nullptr;
};

auto format(lxw_workbook* book, char const* number) -> lxw_format* {
  auto* const made = workbook_add_format(book);
  format_set_num_format(made, number);
  return made;
}

auto formats_of(lxw_workbook* book) -> Formats {
  auto* const head = workbook_add_format(book);
  format_set_bold(head);
  return {.head = head,
          .day = format(book, "dd/mm/yyyy"),
          .money = format(book, "#,##0.00\\ [$₴-422]"),
          .ratio = format(book, "0.0%"),
          .count = format(book, "#,##0"),
          .time = format(book, "[h]:mm")};
}

void write_row(lxw_worksheet* sheet, lxw_row_t row, Entry const& entry, Formats const& formats) {
  constexpr double kEpoch = 25'569;  // 1970-01-01
  constexpr double kMinor = 100;
  constexpr double kBasisPoints = 10'000;
  constexpr double kMinutes = 1'440;
  auto const day = std::chrono::sys_days(entry.day.date()).time_since_epoch().count();
  worksheet_write_number(sheet, row, 0, static_cast<double>(day) + kEpoch, formats.day);
  worksheet_write_string(sheet, row, 1, entry.office->c_str(), nullptr);
  worksheet_write_string(sheet, row, 2, entry.geo->c_str(), nullptr);
  worksheet_write_string(sheet, row, 3, entry.manager->c_str(), nullptr);
  worksheet_write_string(sheet, row, 4, entry.territory->c_str(), nullptr);
  worksheet_write_number(sheet, row, 5, static_cast<double>(entry.plan) / kMinor, formats.money);
  worksheet_write_number(sheet, row, 6, static_cast<double>(entry.fact) / kMinor, formats.money);
  worksheet_write_number(sheet, row, 7, static_cast<double>(entry.fact - entry.plan) / kMinor, formats.money);
  worksheet_write_number(sheet, row, 8, static_cast<double>(entry.attainment) / kBasisPoints, formats.ratio);
  worksheet_write_number(sheet, row, 9, static_cast<double>(entry.share) / kBasisPoints, formats.ratio);
  worksheet_write_number(sheet, row, 10, static_cast<double>(entry.submissions), formats.count);
  worksheet_write_number(sheet, row, 11, static_cast<double>(entry.delay) / kMinutes, formats.time);
}

}  // namespace

void write_bare(std::filesystem::path const& file, Ledger const& ledger) {
  auto folder = file.parent_path().string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder.data();
  auto* const book = workbook_new_opt(file.c_str(), &options);
  auto* const sheet = workbook_add_worksheet(book, "Rows");
  auto const formats = formats_of(book);
  constexpr double kWidth = 18;
  constexpr lxw_col_t kLast = 11;
  worksheet_set_column(sheet, 0, kLast, kWidth, nullptr);
  worksheet_autofilter(sheet, 0, 0, kRows, kLast);
  worksheet_freeze_panes(sheet, 1, 1);
  lxw_col_t column = 0;
  for (auto const& titled : ledger_columns())
    worksheet_write_string(sheet, 0, column++, titled.title.c_str(), formats.head);
  for (std::uint32_t number = 0; number < kRows; ++number)
    write_row(sheet, number + 1, ledger.entry(number), formats);
  worksheet_write_formula(sheet, kRows + 1, 5, "=SUBTOTAL(9,F2:F100001)", formats.money);
  worksheet_write_formula(sheet, kRows + 1, 6, "=SUBTOTAL(9,G2:G100001)", formats.money);
  worksheet_write_formula(sheet, kRows + 1, 7, "=SUBTOTAL(9,H2:H100001)", formats.money);
  workbook_close(book);
}

}  // namespace pb::bench
