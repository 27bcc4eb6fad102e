#pragma once

#include <filesystem>
#include <istream>
#include <ostream>
#include <string>

#include "series/forecast/forecast.h"

namespace pb::app {

struct ForecastCommand {
  enum class Columns { means, intervals };

  std::filesystem::path file;  // for the sentences about it
  series::ForecastOptions options;
  Columns columns = Columns::means;
};

// Forecasts each line `id,v1,v2,...` of `in` and writes a line `id,f1,...,fH` to `out`, in the same order;
// with intervals the columns go on with lower80_1.., upper80_1.., lower95_1.., upper95_1..upper95_H. An empty
// field is a gap, or past the last value nothing; blank lines are passed over; a first line without any
// number is a header. Works on all processors, a batch of lines in memory at a time. Throws with a sentence
// that names the file and the line at the first line that cannot be forecast; those before it are written.
void forecast_lines(ForecastCommand const& command, std::istream& in, std::ostream& out);

}  // namespace pb::app
