#include "odata/metadata.h"

#include <fmt/format.h>

namespace pb::odata {
namespace {

auto edm_type(Type type) -> std::string_view {
  switch (type) {
    case Type::whole:
      return "Edm.Int64";
    case Type::decimal:
      return "Edm.Decimal\" Scale=\"2";
    case Type::text:
      return "Edm.String";
    case Type::date:
      return "Edm.Date";
    case Type::moment:
      return "Edm.DateTimeOffset\" Precision=\"6";
    case Type::flag:
      return "Edm.Boolean";
  }
  return "Edm.String";
}

auto entity_type(Set const& set) -> std::string {
  auto text = fmt::format(R"(<EntityType Name="{}"><Key>)", set.entity);
  for (auto const& name : set.key) text += fmt::format(R"(<PropertyRef Name="{}"/>)", name);
  text += "</Key>";
  for (auto const& property : set.properties)
    text += fmt::format(R"(<Property Name="{}" Type="{}" Nullable="{}"/>)", property.name,
                        edm_type(property.type), property.nullable);
  return text + "</EntityType>";
}

}  // namespace

auto metadata_document(std::span<Set const> sets) -> std::string {
  std::string text =
      R"(<?xml version="1.0" encoding="UTF-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">)"
      R"(<edmx:DataServices><Schema Namespace="ProfitBot" xmlns="http://docs.oasis-open.org/odata/ns/edm">)";
  for (auto const& set : sets) text += entity_type(set);
  text += R"(<EntityContainer Name="Container">)";
  for (auto const& set : sets)
    text += fmt::format(R"(<EntitySet Name="{}" EntityType="ProfitBot.{}"/>)", set.name, set.entity);
  return text + "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>";
}

auto service_document(std::span<Set const> sets, std::string const& root) -> std::string {
  auto text = fmt::format(R"({{"@odata.context":"{}$metadata","value":[)", root);
  bool first = true;
  for (auto const& set : sets) {
    text += fmt::format(R"({}{{"name":"{}","kind":"EntitySet","url":"{}"}})", first ? "" : ",", set.name,
                        set.name);
    first = false;
  }
  return text + "]}";
}

}  // namespace pb::odata
