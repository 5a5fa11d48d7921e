/** Written by scripts/schema.mjs from database/migrations; a test compares it. Change a migration, not this file. */
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>

type Timestamp = ColumnType<Date, Date | string, Date | string>

export interface EnterpriseEnterprise {
  street_id: string
  id: string
  path: string
  name: string
  name_key: string
  short_name: string | null
  short_key: string | null
  pinyin: string
  initials: string
  kind: string
  code_type: string
  code: string | null
  industry: string | null
  staff: number | null
  size: string | null
  rooms: number | null
  floor_area: number | null
  address: string | null
  address_key: string | null
  legal_name: string | null
  legal_masked: string | null
  legal_tail: string | null
  legal_digest: Buffer | null
  contact_name: string | null
  contact_masked: string | null
  contact_tail: string | null
  contact_digest: Buffer | null
  note: string | null
  state: Generated<string>
  state_reason: string | null
  state_since: Generated<Timestamp>
  version: Generated<number>
  updated_at: Generated<Timestamp>
}

export interface EnterpriseEnterpriseSecret {
  street_id: string
  id: string
  path: string
  legal_phone: string | null
  contact_phone: string | null
}

export interface EnterpriseImport {
  street_id: string
  id: string
  path: string
  account_id: string
  file_name: string
  file_digest: string
  state: string
  columns: Generated<unknown>
  header: Generated<unknown>
  progress: Generated<number>
  counts: Generated<unknown>
  problem: unknown
  made_at: Generated<Timestamp>
  applied_at: Timestamp | null
}

export interface EnterpriseImportRow {
  street_id: string
  import_id: string
  row_no: number
  path: string
  cells: unknown
  draft: unknown
  verdict: string
  enterprise_id: string | null
  problems: Generated<unknown>
}

export interface EnterpriseLookedAfter {
  street_id: string
  path: string
  manager_id: string
}

export interface EnterprisePropertyManager {
  street_id: string
  id: string
  path: string
  name: string
  contact_name: string | null
  phone: string | null
  note: string | null
  version: Generated<number>
  updated_at: Generated<Timestamp>
}

export interface EnterprisePublicEnterprise {
  street_id: string
  id: string
  path: string
  name: string
  short_name: string | null
  kind: string
  code_type: string
  code: string | null
  industry: string | null
  staff: number | null
  size: string | null
  rooms: number | null
  floor_area: number | null
  address: string | null
  contact_name: string | null
  contact_masked: string | null
  state: string
  state_since: Timestamp
  updated_at: Timestamp
}

export interface MatchingDecision {
  street_id: string
  operation_id: string
  list_id: string
  row_no: number
  seq: number
  path: string
  line_key: Buffer | null
  kind: string
  resident_id: string | null
  account_id: string
  at: Generated<Timestamp>
  from_list: string | null
}

export interface MatchingImport {
  street_id: string
  id: string
  path: string
  account_id: string
  file_name: string
  file_digest: string
  state: string
  columns: Generated<unknown>
  header: Generated<unknown>
  progress: Generated<number>
  counts: Generated<unknown>
  problem: unknown
  made_at: Generated<Timestamp>
  applied_at: Timestamp | null
  operation_id: string
}

export interface MatchingImportRow {
  street_id: string
  import_id: string
  row_no: number
  path: string
  cells: unknown
  draft: unknown
  verdict: string
  line_id: string | null
  problems: Generated<unknown>
  operation_id: string
}

export interface MatchingLine {
  street_id: string
  operation_id: string
  list_id: string
  row_no: number
  path: string
  name: string | null
  id_masked: string | null
  phone_masked: string | null
  birth_date: string | null
  sex: string | null
  address: string | null
  note: string | null
  line_key: Buffer | null
  verdict: Generated<string>
  probability: number | null
  because: unknown
  best: unknown
  runner_up: unknown
  place_path: string | null
  outcome: string | null
  resident_id: string | null
  decisions: Generated<number>
  standing: GeneratedAlways<string>
}

export interface MatchingLineSecret {
  street_id: string
  operation_id: string
  list_id: string
  row_no: number
  path: string
  id_number: string | null
  phone: string | null
}

export interface MatchingList {
  street_id: string
  operation_id: string
  id: string
  path: string
  account_id: string
  state: Generated<string>
  progress: Generated<number>
  lines: Generated<number>
  people: number | null
  problem: unknown
  made_at: Generated<Timestamp>
  begun_at: Timestamp | null
  compared_at: Timestamp | null
}

export interface OperationOperation {
  street_id: string
  id: string
  path: string
  name: string
  hazard: string
  purpose: string
  basis: unknown
  starts_at: Timestamp
  state: Generated<string>
  opened_by: string
  opened_at: Generated<Timestamp>
  ended_at: Timestamp | null
  ended_by: string | null
}

export interface PlatformAccount {
  id: string
  street_id: string
  path: string
  login: string
  name: string
  password_hash: string
  must_change: Generated<boolean>
  demo: Generated<boolean>
  disabled_at: Timestamp | null
  created_at: Generated<Timestamp>
}

export interface PlatformDevice {
  id: string
  account_id: string
  street_id: string
  path: string
  label: string
  first_seen_at: Generated<Timestamp>
  last_seen_at: Generated<Timestamp>
  waiting: number | null
  lost_at: Timestamp | null
  lost_by: string | null
  wiped_at: Timestamp | null
}

export interface PlatformFile {
  street_id: string
  id: string
  path: string
  operation_id: string | null
  account_id: string
  kind: string
  title: string
  purpose: string
  state: Generated<string>
  rows_done: Generated<number>
  rows_total: number | null
  bytes: string | null
  fetched: Generated<number>
  made_at: Generated<Timestamp>
  expires_at: Generated<Timestamp>
}

export interface PlatformGrantOfRole {
  id: string
  account_id: string
  street_id: string
  path: string
  role: string
  ended_at: Timestamp | null
}

export interface PlatformLedger {
  seq: GeneratedAlways<string>
  txid: Generated<string>
  at: Generated<Timestamp>
  street_id: string
  operation_id: string | null
  path: string
  type: string
  account_id: string | null
  role: string | null
  data: Generated<unknown>
}

export interface PlatformLoginTry {
  key: string
  at: Generated<Timestamp>
}

export interface PlatformMigration {
  number: number
  file: string
  sha256: string
  applied_at: Generated<Timestamp>
}

export interface PlatformReader {
  name: string
  txid: string
  seq: string
}

export interface PlatformSession {
  digest: Buffer
  id: string
  account_id: string
  grant_id: string
  device_id: string | null
  street_id: string
  path: string
  created_at: Generated<Timestamp>
  last_seen_at: Generated<Timestamp>
  expires_at: Timestamp
  revoked_at: Timestamp | null
}

export interface PlatformSetting {
  key: string
  value: unknown
}

export interface RegisterArea {
  street_id: string
  path: string
  kind: string
  name: string
  address: string | null
  address_key: string | null
  floor: number | null
  floors: number | null
  lon: number | null
  lat: number | null
  footprint: unknown
  updated_at: Generated<Timestamp>
}

export interface RegisterDuty {
  street_id: string
  id: string
  path: string
  post: string
  name: string
  phone: string | null
}

export interface RegisterImport {
  street_id: string
  id: string
  path: string
  account_id: string
  file_name: string
  file_digest: string
  state: string
  columns: Generated<unknown>
  header: Generated<unknown>
  progress: Generated<number>
  counts: Generated<unknown>
  problem: unknown
  made_at: Generated<Timestamp>
  applied_at: Timestamp | null
}

export interface RegisterImportPerson {
  street_id: string
  import_id: string
  row_no: number
  resident_id: string
  version: number
  path: string
  name: string
  name_key: string
  pinyin: string
  initials: string
  sex: string | null
  birth_date: string | null
  id_type: string
  id_masked: string | null
  id_digest: Buffer | null
  phone_masked: string | null
  phone_tail: string | null
  phone_digest: Buffer | null
  residence: string
  tenancy: string
  relation: string
  work: string
  groups: string[]
  note: string | null
  id_number: string | null
  phone: string | null
}

export interface RegisterImportRow {
  street_id: string
  import_id: string
  row_no: number
  path: string
  cells: unknown
  draft: unknown
  verdict: string
  resident_id: string | null
  problems: Generated<unknown>
}

export interface RegisterPublicResident {
  street_id: string
  id: string
  path: string
  name: string
  name_key: string
  pinyin: string
  initials: string
  sex: string | null
  birth_date: string | null
  id_type: string
  id_masked: string | null
  id_digest: Buffer | null
  phone_masked: string | null
  phone_tail: string | null
  residence: string
  relation: string
  work: string
  groups: string[]
  updated_at: Timestamp
}

export interface RegisterPublicResidentKey {
  street_id: string
  id: string
  path: string
  name: string
  sex: string | null
  birth_date: string | null
  id_type: string
  id_digest: Buffer | null
  phone_digest: Buffer | null
}

export interface RegisterResident {
  street_id: string
  id: string
  path: string
  name: string
  name_key: string
  pinyin: string
  initials: string
  sex: string | null
  birth_date: string | null
  id_type: string
  id_masked: string | null
  id_digest: Buffer | null
  phone_masked: string | null
  phone_tail: string | null
  phone_digest: Buffer | null
  residence: string
  tenancy: string
  relation: string
  work: string
  groups: Generated<string[]>
  note: string | null
  left_at: Timestamp | null
  left_reason: string | null
  version: Generated<number>
  updated_at: Generated<Timestamp>
}

export interface RegisterResidentSecret {
  street_id: string
  id: string
  path: string
  id_number: string | null
  phone: string | null
}

export interface TestingContactTry {
  street_id: string
  operation_id: string
  round_id: string
  id: string
  resident_id: string
  path: string
  way: string
  outcome: string
  at: Timestamp
  account_id: string
}

export interface TestingCounter {
  street_id: string
  round_id: string
  path: string
  due: Generated<number>
  tested: Generated<number>
  exempt: Generated<number>
  walk_in: Generated<number>
}

export interface TestingCustody {
  street_id: string
  operation_id: string
  round_id: string
  id: string
  tube_id: string
  path: string
  step: string
  place: string | null
  at: Timestamp
  account_id: string
}

export interface TestingDue {
  street_id: string
  operation_id: string
  round_id: string
  resident_id: string
  path: string
  state: string
  reason: string | null
  note: string | null
  changed_by: string | null
  changed_at: Generated<Timestamp>
}

export interface TestingLaneCounter {
  street_id: string
  round_id: string
  site_id: string
  lane: number
  quarter: Timestamp
  path: string
  samples: Generated<number>
  tested: Generated<number>
  walk_in: Generated<number>
  last_at: Timestamp | null
}

export interface TestingListed {
  street_id: string
  operation_id: string
  round_id: string
  resident_id: string
  path: string
}

export interface TestingMissing {
  street_id: string
  round_id: string
  resident_id: string
  path: string
  door: string
}

export interface TestingReport {
  street_id: string
  operation_id: string
  round_id: string
  path: string
  made_at: Generated<Timestamp>
  report: unknown
}

export interface TestingRound {
  street_id: string
  operation_id: string
  id: string
  path: string
  name: string
  scope: string
  groups: Generated<string[]>
  listed: number | null
  pool_size: number
  opens_at: Timestamp
  closes_at: Timestamp
  state: Generated<string>
  salt: Generated<Buffer>
  opened_by: string
  opened_at: Generated<Timestamp>
  closed_by: string | null
  closed_at: Timestamp | null
}

export interface TestingSample {
  street_id: string
  operation_id: string
  round_id: string
  id: string
  site_id: string
  lane: number
  tube_id: string
  resident_id: string | null
  paper_key: string | null
  path: string
  how: string
  taken_at: Timestamp
  device_taken_at: Timestamp
  received_at: Generated<Timestamp>
  device_id: string | null
  account_id: string
  first: boolean
  doubts: Generated<string[]>
  txid: Generated<string>
  seq: GeneratedAlways<string>
}

export interface TestingSampleVoid {
  street_id: string
  operation_id: string
  round_id: string
  id: string
  sample_id: string
  path: string
  reason: string
  at: Timestamp
  received_at: Generated<Timestamp>
  account_id: string
}

export interface TestingSite {
  street_id: string
  operation_id: string
  round_id: string
  id: string
  path: string
  name: string
  kind: string
  lon: number | null
  lat: number | null
  lanes: number
  pool_size: number
  catchment: string[]
  opens_at: Timestamp
  closes_at: Timestamp
}

export interface TestingTube {
  street_id: string
  operation_id: string
  round_id: string
  id: string
  site_id: string
  path: string
  lane: number
  code: string
  pool_size: number
  opened_at: Timestamp
  closed_at: Timestamp | null
  counted: number | null
  device_id: string | null
  account_id: string
}

export interface TestingWalkIn {
  street_id: string
  operation_id: string
  round_id: string
  key: string
  sample_id: string
  path: string
  name: string | null
  id_type: string | null
  id_masked: string | null
  phone_masked: string | null
}

export interface TestingWalkInSecret {
  street_id: string
  operation_id: string
  sample_id: string
  path: string
  id_number: string | null
  phone: string | null
}

export interface DB {
  'enterprise.enterprise': EnterpriseEnterprise
  'enterprise.enterprise_secret': EnterpriseEnterpriseSecret
  'enterprise.import': EnterpriseImport
  'enterprise.import_row': EnterpriseImportRow
  'enterprise.looked_after': EnterpriseLookedAfter
  'enterprise.property_manager': EnterprisePropertyManager
  'enterprise.public_enterprise': EnterprisePublicEnterprise
  'matching.decision': MatchingDecision
  'matching.import': MatchingImport
  'matching.import_row': MatchingImportRow
  'matching.line': MatchingLine
  'matching.line_secret': MatchingLineSecret
  'matching.list': MatchingList
  'operation.operation': OperationOperation
  'platform.account': PlatformAccount
  'platform.device': PlatformDevice
  'platform.file': PlatformFile
  'platform.grant_of_role': PlatformGrantOfRole
  'platform.ledger': PlatformLedger
  'platform.login_try': PlatformLoginTry
  'platform.migration': PlatformMigration
  'platform.reader': PlatformReader
  'platform.session': PlatformSession
  'platform.setting': PlatformSetting
  'register.area': RegisterArea
  'register.duty': RegisterDuty
  'register.import': RegisterImport
  'register.import_person': RegisterImportPerson
  'register.import_row': RegisterImportRow
  'register.public_resident': RegisterPublicResident
  'register.public_resident_key': RegisterPublicResidentKey
  'register.resident': RegisterResident
  'register.resident_secret': RegisterResidentSecret
  'testing.contact_try': TestingContactTry
  'testing.counter': TestingCounter
  'testing.custody': TestingCustody
  'testing.due': TestingDue
  'testing.lane_counter': TestingLaneCounter
  'testing.listed': TestingListed
  'testing.missing': TestingMissing
  'testing.report': TestingReport
  'testing.round': TestingRound
  'testing.sample': TestingSample
  'testing.sample_void': TestingSampleVoid
  'testing.site': TestingSite
  'testing.tube': TestingTube
  'testing.walk_in': TestingWalkIn
  'testing.walk_in_secret': TestingWalkInSecret
}
