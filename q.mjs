import pg from 'pg'
import { readFileSync } from 'node:fs'
const c = new pg.Client({ host: '/tmp/selftest/data/run', port: 5432, user: 'postgres', database: 'shouwang', password: readFileSync('/tmp/selftest/data/postgres/shouwang.secret','utf8').trim() })
await c.connect().catch(async e => { console.log(e.message); process.exit(1) })
for (const q of process.argv.slice(2)) console.log((await c.query(q)).rows)
await c.end()
