/** A street of two communities, small enough to be read: two dwellings each, eight people, one account per role. Names are invented. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { areaAddress } from '../modules/register/area-record.ts'
import { type AreaKind, type ResidentDraft } from '../modules/register/model.ts'
import { recordOf } from '../modules/register/resident-record.ts'
import { checkCharacterOf } from '../platform/pure/resident-id.ts'
import type { Role } from '../platform/pure/roles.ts'
import { uuid7 } from '../platform/pure/uuid7.ts'
import { hashPassword } from '../platform/server/access/password.ts'
import type { Actor } from '../platform/server/actor.ts'
import { digestWith } from '../platform/server/digest.ts'

export const SECRET = 'a-secret-for-tests-only-0123456789-abcdef'
export const PASSWORD = 'peach-blossom-for-tests'
export const STREET_ID = '320999001'
export const STREET = 'd01.s01.'
export const HOME = 'd01.s01.c01.'
export const OTHER = 'd01.s01.c02.'
export const digest = digestWith(SECRET)
export const freshId = (): string => uuid7(Date.now(), randomBytes(10))

/** A valid invented identity number: unassigned region 329999, given birth date, `n` as its order. */
export const idNumber = (birthDate: string, n: number): string => {
  const head = `329999${birthDate.replaceAll('-', '')}${String(n).padStart(3, '0')}`
  return head + checkCharacterOf(head)
}

const BELOW: readonly [suffix: string, kind: AreaKind, name: string][] = [
  ['', 'community', '社区'],
  ['p1.', 'patch', '第一片区'],
  ['p1.g01.', 'grid', '第一网格'],
  ['p1.g01.x01.', 'compound', '苑'],
  ['p1.g01.x01.b001.', 'building', '1号楼'],
  ['p1.g01.x01.b001.u1.', 'unit', '1单元'],
  ['p1.g01.x01.b001.u1.h0101.', 'dwelling', '101室'],
  ['p1.g01.x01.b001.u1.h0201.', 'dwelling', '201室'],
  ['p1.g01.x01.b002.', 'building', '2号楼'],
  ['p1.g01.x01.b002.u1.', 'unit', '1单元'],
  ['p1.g01.x01.b002.u1.h0101.', 'dwelling', '101室'],
]
export const dwelling = (community: string, n: 1 | 2 | 3): string =>
  community + BELOW[n === 1 ? 6 : n === 2 ? 7 : 10]![0]

export interface Person {
  readonly id: string
  readonly draft: ResidentDraft
}
const person = (
  path: string,
  name: string,
  birthDate: string,
  n: number,
  more: Partial<ResidentDraft> = {},
): Person => ({
  id: freshId(),
  draft: {
    path,
    name,
    sex: n % 2 === 1 ? 'male' : 'female',
    birthDate,
    idType: 'resident-id',
    idNumber: idNumber(birthDate, n),
    phone: `129${String(n).padStart(8, '0')}`,
    residence: 'local',
    tenancy: 'owner',
    relation: 'head',
    work: 'day',
    groups: [],
    note: null,
    ...more,
  },
})

export interface SmallWorld {
  readonly people: readonly Person[]
  readonly logins: ReadonlyMap<
    string,
    { readonly role: Role; readonly path: string; readonly accountId: string; readonly grantId: string }
  >
  actor(login: string): Actor
}

export const LOGINS: readonly [login: string, role: Role, path: string][] = [
  ['officer', 'officer', STREET],
  ['leader', 'leader', HOME],
  ['leader2', 'leader', OTHER],
  ['grid', 'grid-worker', `${HOME}p1.g01.`],
  ['crew', 'lane-crew', HOME],
  ['superior', 'superior', 'd01.'],
  ['admin', 'administrator', STREET],
]

export async function smallWorld(adminUrl: string): Promise<SmallWorld> {
  const people = [
    person(dwelling(HOME, 1), '桃小溪', '1950-02-03', 1, { work: 'retired', groups: ['alone-old'] }),
    person(dwelling(HOME, 1), '桃大松', '1985-05-06', 3, { relation: 'child' }),
    person(dwelling(HOME, 2), '单燕', '1990-07-08', 2, { tenancy: 'tenant', groups: ['courier'] }),
    person(dwelling(HOME, 3), '曾云', '2015-09-10', 5, { work: 'school', phone: null, relation: 'child' }),
    person(dwelling(HOME, 3), '阿云·桃桃', '1988-01-02', 4, { idType: 'none', idNumber: null }),
    person(dwelling(HOME, 2), '桃外出', '1979-01-02', 7, { residence: 'away' }),
    person(dwelling(OTHER, 1), '柳星', '1970-11-12', 8, { groups: ['medical'] }),
    person(dwelling(OTHER, 2), '柳小月', '1999-12-01', 10),
  ]
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('BEGIN')
    const names = new Map<string, string>()
    const area = async (path: string, kind: AreaKind, name: string): Promise<void> => {
      names.set(path, name)
      const above = path
        .split('.')
        .slice(0, -1)
        .map((_, i, all) => names.get(`${all.slice(0, i + 1).join('.')}.`)!)
      const { address, addressKey } = areaAddress(kind, above)
      await client.query(
        'INSERT INTO register.area (street_id, path, kind, name, address, address_key) VALUES ($1, $2, $3, $4, $5, $6)',
        [STREET_ID, path, kind, name, address, addressKey],
      )
    }
    await area('d01.', 'district', '云溪区')
    await area(STREET, 'street', '桃花街道')
    for (const [community, name] of [
      [HOME, '桃影'],
      [OTHER, '柳亭'],
    ] as const)
      for (const [suffix, kind, label] of BELOW)
        await area(community + suffix, kind, ['社区', '苑'].includes(label) ? name + label : label)
    await client.query(
      `INSERT INTO register.duty (street_id, id, path, post, name, phone) VALUES ($1, $2, $3, 'grid-worker', '溪一', '12900009999')`,
      [STREET_ID, freshId(), `${HOME}p1.g01.`],
    )
    for (const { id, draft } of people) {
      const r = recordOf(draft, digest)
      await client.query(
        `INSERT INTO register.resident (street_id, id, path, name, name_key, pinyin, initials, sex, birth_date, id_type, id_masked, id_digest, phone_masked, phone_tail, phone_digest, residence, tenancy, relation, work, groups)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20)`,
        [
          STREET_ID,
          id,
          r.path,
          r.name,
          r.nameKey,
          r.pinyin,
          r.initials,
          r.sex,
          r.birthDate,
          r.idType,
          r.idMasked,
          r.idDigest,
          r.phoneMasked,
          r.phoneTail,
          r.phoneDigest,
          r.residence,
          r.tenancy,
          r.relation,
          r.work,
          r.groups,
        ],
      )
      await client.query(
        'INSERT INTO register.resident_secret (street_id, id, path, id_number, phone) VALUES ($1,$2,$3,$4,$5)',
        [STREET_ID, id, r.path, r.secret.idNumber, r.secret.phone],
      )
    }
    const logins = new Map<string, { role: Role; path: string; accountId: string; grantId: string }>()
    const hash = await hashPassword(PASSWORD)
    for (const [login, role, path] of LOGINS) {
      const [accountId, grantId] = [freshId(), freshId()]
      await client.query(
        'INSERT INTO platform.account (id, street_id, path, login, name, password_hash) VALUES ($1,$2,$3,$4,$5,$6)',
        [accountId, STREET_ID, path, login, `演示${login}`, hash],
      )
      await client.query(
        'INSERT INTO platform.grant_of_role (id, account_id, street_id, path, role) VALUES ($1,$2,$3,$4,$5)',
        [grantId, accountId, STREET_ID, path, role],
      )
      logins.set(login, { role, path, accountId, grantId })
    }
    await client.query('COMMIT')
    return {
      people,
      logins,
      actor: (login) => {
        const { role, path, accountId, grantId } = logins.get(login)!
        return { accountId, name: login, role, path, streetId: STREET_ID, grantId, sessionId: null, deviceId: null }
      },
    }
  } finally {
    await client.end()
  }
}

/** A login of its own beside the world's people; its password is theirs. */
export async function addLogin(
  admin: pg.Client,
  login: string,
  role: Role,
  path: string,
): Promise<{ accountId: string; grantId: string }> {
  const [accountId, grantId] = [freshId(), freshId()]
  await admin.query(
    'INSERT INTO platform.account (id, street_id, path, login, name, password_hash) VALUES ($1,$2,$3,$4,$5,$6)',
    [accountId, STREET_ID, path, login, `演示${login}`, await hashPassword(PASSWORD)],
  )
  await admin.query(
    'INSERT INTO platform.grant_of_role (id, account_id, street_id, path, role) VALUES ($1,$2,$3,$4,$5)',
    [grantId, accountId, STREET_ID, path, role],
  )
  return { accountId, grantId }
}
