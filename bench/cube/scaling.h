#pragma once

#include "cube/company.h"

namespace pb::bench {

// How times grow from a tenth of the company's rows to all of them: for questions that should not notice, and
// for one that reads every row.
void print_scaling(PlannedCompany const& company);

}  // namespace pb::bench
