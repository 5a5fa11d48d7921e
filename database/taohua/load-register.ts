/** Taohua into the register's tables. Addresses, search keys, masks and digests come from the register's own functions. */
import type { ClientBase } from 'pg'
import { areaAddress } from '../../modules/register/area-record.ts'
import { type Digest, recordOf } from '../../modules/register/resident-record.ts'
import { depthOf } from '../../platform/pure/area.ts'
import type { Word } from '../../platform/pure/words.ts'
import { type CopyValue, copyIn } from './copy-in.ts'
import { uuidOf } from './numbers.ts'
import type { World, WorldResident } from './world.ts'

export type Counted = (words: Word, total: number) => (rows: number) => void

/** Ids of duties are numbered from here, above those of all residents. */
const DUTIES = 2 ** 33

function* areaRows(world: World): Generator<CopyValue[]> {
  const names: string[] = []
  for (const { path, streetId, kind, name, floor, floors, point, footprint } of world.areas()) {
    names.length = depthOf(path) - 1
    names.push(name)
    const { address, addressKey } = areaAddress(kind, names)
    // Closed, as GeoJSON wants its rings.
    const ring = footprint && JSON.stringify([...footprint, footprint[0]])
    yield [
      ...[streetId, path, kind, name, address, addressKey],
      ...[floor ?? null, floors ?? null, point?.[0] ?? null, point?.[1] ?? null, ring ?? null],
    ]
  }
}

function* dutyRows(world: World): Generator<CopyValue[]> {
  let number = DUTIES
  for (const { path, streetId, post, name, phone } of world.duties()) {
    yield [streetId, uuidOf(world.seed, number++), path, post, name, phone]
  }
}

const residentRow = ({ id, streetId, ...draft }: WorldResident, digest: Digest): CopyValue[] => {
  const record = recordOf({ ...draft, note: null }, digest)
  return [
    ...[streetId, id, record.path, record.name, record.nameKey, record.pinyin, record.initials],
    ...[record.sex, record.birthDate, record.idType, record.idMasked, record.idDigest],
    ...[record.phoneMasked, record.phoneTail, record.phoneDigest],
    ...[record.residence, record.tenancy, record.relation, record.work, record.groups],
  ]
}

const AREA = 'street_id path kind name address address_key floor floors lon lat footprint'
const DUTY = 'street_id id path post name phone'
const RESIDENT =
  'street_id id path name name_key pinyin initials sex birth_date id_type id_masked id_digest phone_masked phone_tail phone_digest residence tenancy relation work groups'
const SECRET = 'street_id id path id_number phone'

export function* map<A, B>(items: Iterable<A>, to: (item: A) => B): Generator<B> {
  for (const item of items) yield to(item)
}

export async function loadRegister(client: ClientBase, world: World, digest: Digest, counted: Counted): Promise<void> {
  const { areas, residents } = world.counts
  const copy = (table: string, columns: string, rows: Iterable<CopyValue[]>, onRows?: (n: number) => void) =>
    copyIn(client, table, columns.split(' '), rows, onRows)

  await copy('register.area', AREA, areaRows(world), counted(['载入桃花街道：区域', 'Loading Taohua: areas'], areas))
  await copy('register.duty', DUTY, dutyRows(world))
  await copy(
    'register.resident',
    RESIDENT,
    map(world.residents(), (resident) => residentRow(resident, digest)),
    counted(['载入桃花街道：居民', 'Loading Taohua: residents'], residents),
  )
  // The whole numbers go apart, so the residents are made a second time: cheaper than holding them.
  await copy(
    'register.resident_secret',
    SECRET,
    map(world.residents(), ({ streetId, id, path, idNumber, phone }) => [streetId, id, path, idNumber, phone]),
    counted(['载入桃花街道：证件与电话', 'Loading Taohua: numbers, kept apart'], residents),
  )
  // What comes next in this transaction is planned by these tables as they are now.
  await client.query('ANALYZE register.area, register.duty, register.resident, register.resident_secret')
}
