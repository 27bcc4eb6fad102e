import assert from "node:assert/strict";
import { test } from "node:test";

import { everybody, grouped, initials } from "./someone";

const kCompany = [
  { id: 1, name: "Olena Shevchenko", role: "owner", office: "" },
  { id: 2, name: "Andrii Melnyk", role: "head", office: "Lviv" },
  { id: 3, name: "Iryna Koval", role: "manager", office: "Odesa" },
];

test("whoever the company does not know is a guest and comes last", () => {
  const people = everybody(kCompany, [
    { id: 9, first_name: "Guest", last_name: "One" },
    { id: 2, first_name: "Andrii", language_code: "en" },
  ]);

  assert.deepEqual(people.map((one) => [one.name, one.role]), [
    ["Olena Shevchenko", "owner"], ["Andrii Melnyk", "head"], ["Iryna Koval", "manager"], ["Guest One", "guest"],
  ]);
  assert.equal(people[1]!.language, "en");
});

test("people stand by their offices, the administration before them", () => {
  const groups = grouped(everybody(kCompany, []), "");

  assert.deepEqual(groups.map((group) => [group.kind, group.office]), [
    ["admins", ""], ["office", "Lviv"], ["office", "Odesa"],
  ]);
});

test("a person is found by office or part of the name in any case", () => {
  const people = everybody(kCompany, []);

  assert.deepEqual(grouped(people, "ODE").flatMap((group) => group.people.map((one) => one.id)), [3]);
  assert.deepEqual(grouped(people, "meln").flatMap((group) => group.people.map((one) => one.id)), [2]);
});

test("initials are letters, also of odd names", () => {
  assert.equal(initials("Олена Шевченко"), "ОШ");
  assert.equal(initials("«Світанок» 🌅 Трейд"), "СТ");
  assert.equal(initials("🔥"), "·");
});
