import assert from "node:assert/strict";
import { test } from "node:test";

import { daysAhead, localTime, momentKind, nextDay, timeOfDay } from "./demo_time";

const iso = (date: Date) => date.toISOString().slice(0, 10);

test("the wall clock is that of the organisation", () => {
  const now = localTime(Date.parse("2026-01-31T22:30:00Z"), "Europe/Kyiv");

  assert.deepEqual(now, { year: 2026, month: 2, day: 1, minutes: 30 });
});

test("a time of today that has passed comes tomorrow", () => {
  const evening = { year: 2026, month: 1, day: 31, minutes: 19 * 60 };

  assert.equal(iso(nextDay("18:50", evening)), "2026-02-01");
  assert.equal(iso(nextDay("19:30", evening)), "2026-01-31");
});

test("the end of the month is its last day, or that of the next month once it has passed", () => {
  assert.equal(iso(nextDay("month_end 19:00", { year: 2028, month: 2, day: 3, minutes: 0 })), "2028-02-29");
  assert.equal(iso(nextDay("month_end 19:00", { year: 2028, month: 2, day: 29, minutes: 1140 })), "2028-03-31");
});

test("the start of the month is this one only before its hour", () => {
  assert.equal(iso(nextDay("month_start 09:00", { year: 2026, month: 12, day: 1, minutes: 60 })), "2026-12-01");
  assert.equal(iso(nextDay("month_start 09:00", { year: 2026, month: 12, day: 1, minutes: 600 })), "2027-01-01");
});

test("days ahead are counted over the end of a year", () => {
  assert.equal(daysAhead(new Date("2027-01-01"), { year: 2026, month: 12, day: 30, minutes: 0 }), 2);
});

test("moments are told apart by what happens then", () => {
  assert.equal(momentKind({ name: "plan_prompt", at: "18:50" }), "plan_prompt");
  assert.equal(momentKind({ name: "fact_prompt", at: "month_end 19:00" }), "fact_prompt");
  assert.equal(momentKind({ name: "plan_reminder", at: "19:15" }), "plan_reminder");
  assert.equal(timeOfDay("month_end 19:00"), "19:00");
});
