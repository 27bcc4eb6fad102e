#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "api/refusal.h"
#include "i18n/translator.h"

namespace pb::api {

// The refusal as application/problem+json (RFC 9457) in the reader's language. `request` names the request in
// the log.
[[nodiscard]] auto problem_response(Refusal const& refusal, i18n::Translator const& translator,
                                    i18n::Reader const& reader, std::string const& request) -> http::Response;

// {"code", "detail", "errors"}: of one of many things asked for at once.
[[nodiscard]] auto brief_problem(Refusal const& refusal, i18n::Translator const& translator,
                                 i18n::Reader const& reader) -> boost::json::object;

}  // namespace pb::api
