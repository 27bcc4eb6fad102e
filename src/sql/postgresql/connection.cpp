#include "sql/postgresql/connection.h"

#include <endian.h>
#include <fmt/format.h>
#include <libpq-fe.h>

#include <bit>
#include <cstring>

namespace pb::sql {
namespace {

constexpr std::size_t kStatementsLimit = 2'000;

// Object ids of the types we use (pg_type.dat).
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kFloat4 = 700;
constexpr Oid kFloat8 = 701;

struct ResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ResultDeleter>;

template <class T>
auto from_network(char const* bytes) -> T {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  if constexpr (sizeof(T) == 8) return static_cast<T>(be64toh(static_cast<std::uint64_t>(value)));
  if constexpr (sizeof(T) == 4) return static_cast<T>(be32toh(static_cast<std::uint32_t>(value)));
  if constexpr (sizeof(T) == 2) return static_cast<T>(be16toh(static_cast<std::uint16_t>(value)));
}

// Results come in binary form.
class PostgresqlRow final : public RowView {
 public:
  explicit PostgresqlRow(PGresult* result) : result_(result) {}
  void move_to(int row) { row_ = row; }

  [[nodiscard]] Value column(std::size_t index) const override {
    auto const at = static_cast<int>(index);
    if (at >= PQnfields(result_)) throw SqlError("a row has fewer columns than its struct has fields");
    if (PQgetisnull(result_, row_, at) != 0) return std::monostate{};
    auto const* bytes = PQgetvalue(result_, row_, at);
    auto const length = static_cast<std::size_t>(PQgetlength(result_, row_, at));
    switch (PQftype(result_, at)) {
      case kInt8:
        return std::int64_t{from_network<std::int64_t>(bytes)};
      case kInt4:
        return std::int64_t{from_network<std::int32_t>(bytes)};
      case kInt2:
        return std::int64_t{from_network<std::int16_t>(bytes)};
      case kBool:
        return std::int64_t{*bytes != 0};
      case kFloat8:
        return std::bit_cast<double>(from_network<std::int64_t>(bytes));
      case kFloat4:
        return static_cast<double>(std::bit_cast<float>(from_network<std::int32_t>(bytes)));
      case kBytea:
        return std::span(reinterpret_cast<std::byte const*>(bytes), length);
      default:
        return std::string_view(bytes, length);
    }
  }
  [[nodiscard]] std::size_t columns() const override { return static_cast<std::size_t>(PQnfields(result_)); }

 private:
  PGresult* result_;
  int row_ = 0;
};

// The arguments of one statement in the form libpq takes. Text goes as text, so that the server infers its
// type; numbers too, for a parameter may be an int4 in the server's eyes.
struct Arguments {
  std::vector<std::string> texts;
  std::vector<char const*> values;
  std::vector<int> lengths;
  std::vector<int> formats;

  explicit Arguments(std::span<Value const> args) {
    texts.reserve(args.size());
    for (auto const& arg : args) add(arg);
  }
  void add(Value const& value) {
    if (std::holds_alternative<std::monostate>(value)) return push(nullptr, 0, 0);
    if (auto const* bytes = std::get_if<std::span<std::byte const>>(&value)) {
      return push(bytes->empty() ? "" : reinterpret_cast<char const*>(bytes->data()), bytes->size(), 1);
    }
    if (auto const* text = std::get_if<std::string_view>(&value)) {
      if (text->find('\0') != std::string_view::npos)
        throw SqlError("text with a NUL character cannot be stored");
      texts.emplace_back(*text);
    } else if (auto const* number = std::get_if<std::int64_t>(&value)) {
      texts.push_back(std::to_string(*number));
    } else {
      texts.push_back(fmt::format("{}", std::get<double>(value)));
    }
    push(texts.back().c_str(), texts.back().size(), 0);
  }
  void push(char const* data, std::size_t length, int format) {
    values.push_back(data);
    lengths.push_back(static_cast<int>(length));
    formats.push_back(format);
  }
};

auto rows_changed(PGresult* result) -> std::int64_t {
  auto const* const text = PQcmdTuples(result);
  return *text == '\0' ? 0 : std::strtoll(text, nullptr, 10);
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(std::string const& url) : handle_(PQconnectdb(url.c_str())) {
  if (PQstatus(handle_) != CONNECTION_OK) {
    auto const reason = std::string(PQerrorMessage(handle_));
    PQfinish(handle_);
    throw ConnectionLost(fmt::format("the PostgreSQL server does not answer: {}", reason));
  }
  PQsetNoticeProcessor(handle_, [](void*, char const*) {}, nullptr);
  PQsetClientEncoding(handle_, "UTF8");
}

PostgresqlConnection::~PostgresqlConnection() {
  PQfinish(handle_);
}

bool PostgresqlConnection::in_transaction() const {
  return PQtransactionStatus(handle_) != PQTRANS_IDLE;
}

bool PostgresqlConnection::alive() const {
  return PQstatus(handle_) == CONNECTION_OK;
}

void PostgresqlConnection::check(void* raw, std::string_view sql) const {
  auto* const result = static_cast<PGresult*>(raw);
  auto const status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  auto const text = fmt::format("{} ({})", PQerrorMessage(handle_), sql);
  if (PQstatus(handle_) != CONNECTION_OK) throw ConnectionLost("the PostgreSQL server went away: " + text);
  auto const* const raw_state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  std::string_view const state = raw_state != nullptr ? raw_state : "";
  if (state == "40001" || state == "40P01") throw SerialisationFailure(text);
  // 57P0x: the server shuts down or restarts; 53xxx: out of disk, memory or connections.
  if (state.starts_with("57P")) throw ConnectionLost("the PostgreSQL server is stopping: " + text);
  if (state.starts_with("53")) throw Unavailable("the PostgreSQL server is out of resources: " + text);
  throw SqlError(text);
}

auto PostgresqlConnection::prepare(std::string_view sql, std::span<Value const> args) -> std::string const& {
  if (auto const found = statements_.find(sql); found != statements_.end()) return found->second;
  if (statements_.size() >= kStatementsLimit) {
    execute_script("deallocate all");
    statements_.clear();
  }
  auto const name = fmt::format("s{}", statements_.size());
  auto const text = std::string(sql);
  ResultPtr const result(
      PQprepare(handle_, name.c_str(), text.c_str(), static_cast<int>(args.size()), nullptr));
  check(result.get(), sql);
  return statements_.emplace(text, name).first->second;
}

std::int64_t PostgresqlConnection::execute(std::string_view sql, std::span<Value const> args,
                                           RowSink const& sink) {
  auto const& name = prepare(sql, args);
  Arguments const arguments(args);
  ResultPtr const result(PQexecPrepared(handle_, name.c_str(), static_cast<int>(args.size()),
                                        arguments.values.data(), arguments.lengths.data(),
                                        arguments.formats.data(), 1));
  check(result.get(), sql);
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return rows_changed(result.get());
  PostgresqlRow row(result.get());
  auto const rows = PQntuples(result.get());
  for (int index = 0; sink && index < rows; ++index) {
    row.move_to(index);
    sink(row);
  }
  return rows;
}

void PostgresqlConnection::execute_script(std::string_view sql) {
  auto const text = std::string(sql);
  ResultPtr const result(PQexec(handle_, text.c_str()));
  check(result.get(), sql);
}

}  // namespace pb::sql
