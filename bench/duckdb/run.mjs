// DuckDB with the plans of bench/cube in memory: medians of its answers to the same questions, in milliseconds, as JSON.
// usage: node run.mjs TERRITORIES FIRST_DAY LAST_DAY QUARTER_FIRST QUARTER_LAST THREADS
import { DuckDBInstance } from '@duckdb/node-api';

const [territories, first, last, quarterFirst, quarterLast, threads] = process.argv.slice(2).map(Number);
const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
const connection = await instance.connect();
await connection.run(`create table plans as
  select t::integer as territory, ((t - 1) // 20 + 1)::integer as office, d::integer as day,
         (date_trunc('month', date '1970-01-01' + d::integer))::date as month,
         ((t * 7919 + d * 104729) % 100000)::bigint as amount
  from range(${first}, ${last + 1}) days(d), range(1, ${territories + 1}) places(t) order by d, t`);

async function median(sql) {
  const times = [];
  for (let round = 0; round < 11; ++round) {
    const began = performance.now();
    await (await connection.runAndReadAll(sql)).getRows();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[5];
}

console.log(JSON.stringify({
  office_month: await median('select month, office, sum(amount), count(*) from plans group by month, office'),
  quarter: await median(`select territory, sum(amount), count(*) from plans
                         where day between ${quarterFirst} and ${quarterLast} group by territory`),
  month: await median('select month, sum(amount), count(*) from plans group by month'),
  day: await median('select day, sum(amount), count(*) from plans group by day'),
}));
