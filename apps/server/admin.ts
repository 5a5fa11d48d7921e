/**
 * `npm run admin` makes the first real administrator of a sub-district, asking on the terminal.
 * With `--login L --name N --path P` and the password in SHOUWANG_ADMIN_PASSWORD it asks nothing. An administrator manages
 * accounts; it cannot read residents.
 */
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { areaPath } from '../../platform/pure/area.ts'
import { uuid7 } from '../../platform/pure/uuid7.ts'
import { hashPassword } from '../../platform/server/access/password.ts'
import { readSettings } from '../../platform/server/settings.ts'
import { openOwnDatabase } from './open-database.ts'
import { progressBar } from './progress-bar.ts'

const { values } = parseArgs({
  options: {
    login: { type: 'string' },
    name: { type: 'string' },
    path: { type: 'string' },
    street: { type: 'string' },
    'area-name': { type: 'string' },
  },
})

async function main(): Promise<void> {
  const bar = progressBar(process.stdout)
  const database = await openOwnDatabase(readSettings(process.env), bar.step)
  bar.end()
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  const ask = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const want = async (given: string | undefined, question: string): Promise<string> =>
      (given ?? (await ask.question(`${question} `))).trim()
    const login = (await want(values.login, '账号 Login (a–z 0–9 . _ -):')).toLowerCase()
    if (!/^[a-z0-9._-]{2,40}$/.test(login))
      throw new Error('账号只能用 2–40 个小写字母、数字、点、横线 · login: 2–40 of a–z 0–9 . _ -')
    const name = await want(values.name, '姓名 Name:')
    const { rows: streets } = await client.query<{ path: string; street_id: string; name: string }>(
      `SELECT path, street_id, name FROM register.area WHERE kind = 'street' ORDER BY path`,
    )
    for (const street of streets) console.log(`  ${street.path}  ${street.name}`)
    const path = areaPath.parse(
      await want(
        values.path ?? (streets.length === 1 ? streets[0]!.path : undefined),
        '管理范围（区域路径）Area path, e.g. d01.s01.:',
      ),
    )
    const street = streets.find((s) => path.startsWith(s.path)) ?? (await firstStreet(client, path, want))
    const password =
      process.env['SHOUWANG_ADMIN_PASSWORD'] ??
      (await ask.question('密码（至少 10 位，输入会显示）Password (10 or more, shown as typed): '))
    if (password.length < 10) throw new Error('密码至少 10 位 · the password needs 10 characters or more')
    const id = uuid7(Date.now(), randomBytes(10))
    await client.query('BEGIN')
    await client.query(
      'INSERT INTO platform.account (id, street_id, path, login, name, password_hash) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, street.street_id, path, login, name, await hashPassword(password)],
    )
    await client.query(
      `INSERT INTO platform.grant_of_role (id, account_id, street_id, path, role) VALUES (gen_random_uuid(), $1, $2, $3, 'administrator')`,
      [id, street.street_id, path],
    )
    await client.query(
      `INSERT INTO platform.ledger (street_id, path, type, data) VALUES ($1, $2, 'access.account-created', jsonb_build_object('accountId', $3::text))`,
      [street.street_id, path, id],
    )
    await client.query('COMMIT')
    console.log(`已建立管理员 ${login} · administrator ${login} is ready`)
  } finally {
    ask.close()
    await client.end()
    await database.stop()
  }
}

/** An empty register: the district and the sub-district themselves are made, so that everything else has a place to hang on. */
async function firstStreet(
  client: pg.Client,
  path: string,
  want: (given: string | undefined, question: string) => Promise<string>,
) {
  const streetId = await want(values.street, '街道代码（9 位）Sub-district code (9 digits):')
  if (!/^\d{9}$/.test(streetId)) throw new Error('街道代码须为 9 位数字 · the code has 9 digits')
  const name = await want(values['area-name'], '街道名称 Sub-district name:')
  const [district, street] = [path.split('.').slice(0, 1), path.split('.').slice(0, 2)].map(
    (parts) => `${parts.join('.')}.`,
  ) as [string, string]
  await client.query(
    `INSERT INTO register.area (street_id, path, kind, name) VALUES ($1, $2, 'district', $4), ($1, $3, 'street', $4) ON CONFLICT DO NOTHING`,
    [streetId, district, street, name],
  )
  return { street_id: streetId, path: street }
}

main().catch((error: { code?: string; message: string }) => {
  console.error(error.code === '23505' ? '这个账号已存在 · this login exists already' : error.message)
  process.exit(1)
})
