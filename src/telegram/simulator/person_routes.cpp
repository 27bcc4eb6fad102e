#include "telegram/simulator/person_routes.h"

namespace pb::telegram::simulator {

void add_person_routes(http::Router&, Core&) {}

}  // namespace pb::telegram::simulator
