#include "delivery/forget.h"

#include "store/inbox.h"
#include "store/outgoing.h"
#include "store/outgoing_mails.h"

namespace pb::delivery {

auto forget_old(store::Unit& unit) -> std::int64_t {
  return store::prune_inbox(unit.sql, unit.now - kUpdatesKept) +
         store::prune_outgoing(unit.sql, unit.now - kMessagesKept) +
         store::prune_outgoing_mails(unit.sql, unit.now - kMessagesKept);
}

}  // namespace pb::delivery
