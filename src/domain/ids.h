#pragma once

#include "base/id.h"

namespace pb {

using OfficeId = Id<struct OfficeTag>;
using GeoId = Id<struct GeoTag>;
using TerritoryId = Id<struct TerritoryTag>;
using UserId = Id<struct UserTag>;
using InvitationId = Id<struct InvitationTag>;
using CorrectionId = Id<struct CorrectionTag>;
using EventId = Id<struct EventTag>;

}  // namespace pb
