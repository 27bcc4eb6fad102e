#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "sql/session.h"

namespace pb::store {

using ReportCopyId = Id<struct ReportCopyTag>;
using ReportArtefactId = Id<struct ReportArtefactTag>;

BOOST_DEFINE_ENUM_CLASS(ReportCopyState, wanted, made, failed)

// A report in one form, made once for everybody who gets the same.
struct ReportCopy {
  ReportCopyId id{};
  std::string request{};  // JSON of all that it depends on
  ReportCopyState state = ReportCopyState::wanted;
  std::string title{};                  // in its language, once it is made
  std::optional<std::string> reason{};  // why it could not be made
  friend bool operator==(ReportCopy const&, ReportCopy const&) = default;
};

// How a file reaches its reader: as a message of chat (its bytes are HTML), as a picture, as a document; the
// parts of a mail.
BOOST_DEFINE_ENUM_CLASS(ArtefactRole, message, photo, document, mail_html, mail_text, mail_inline)

struct NewArtefact {
  ArtefactRole role = ArtefactRole::document;
  std::string file_name{};
  std::string content_type{};
  std::string bytes{};
};

struct ArtefactListed {
  ReportArtefactId id{};
  ArtefactRole role = ArtefactRole::document;
  std::string file_name{};
  std::string content_type{};
};

// The copy of this request, new or already there; equal requests are one copy.
auto want_copy(sql::Session& session, std::string_view request, Instant now) -> ReportCopyId;
auto find_copy(sql::Session& session, ReportCopyId id) -> std::optional<ReportCopy>;
// Keeps what was made; false where another attempt was first.
auto save_copy(sql::Session& session, ReportCopyId id, std::string_view title,
               std::vector<NewArtefact> const& artefacts, Instant now) -> bool;
void fail_copy(sql::Session& session, ReportCopyId id, std::string_view reason);
// To be made once more, where it failed or its files are gone.
void want_copy_again(sql::Session& session, ReportCopyId id);

// Makes units that write this copy's row come one after another.
void touch_copy(sql::Session& session, ReportCopyId id);

// In the order in which they are sent.
auto list_artefacts(sql::Session& session, ReportCopyId copy) -> std::vector<ArtefactListed>;
auto read_artefact(sql::Session& session, ReportArtefactId id) -> std::optional<NewArtefact>;

// Forgets the files made before `before` of copies that nobody waits for; those copies are wanted again when
// somebody asks. At most `limit`; how many.
auto prune_artefacts(sql::Session& session, Instant before, std::int64_t limit) -> std::int64_t;

}  // namespace pb::store
