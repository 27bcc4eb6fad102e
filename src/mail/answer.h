#pragma once

#include <string>

namespace pb::mail {

// What became of a mail. accepted: the server has taken it and will deliver it · refused: it never will ·
// later: not now, it says · unreachable: no server to speak to, or it does not let us in; no fault of the
// mail · uncertain: the connection broke when the server may have had all of it. Only after `uncertain` may
// the mail arrive without our knowing.
enum class End { accepted, refused, later, unreachable, uncertain };

struct Answer {
  End end = End::accepted;
  std::string words{};  // of the server, or why there are none; shortened and on one line
};

}  // namespace pb::mail
