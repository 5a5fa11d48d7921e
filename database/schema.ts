/** Written by scripts/schema.mjs from database/migrations; a test compares it. Change a migration, not this file. */
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>

type Timestamp = ColumnType<Date, Date | string, Date | string>

export interface DeploymentAtHand {
  street_id: string
  operation_id: string
  id: string
  path: string
  person_id: string
  here: boolean
  account_id: string
  seq: GeneratedAlways<string>
  at: Generated<Timestamp>
}

export interface DeploymentBriefing {
  street_id: string
  operation_id: string
  id: string
  path: string
  post_id: string | null
  party_id: string | null
  version: number
  body: string
  account_id: string
  at: Generated<Timestamp>
}

export interface DeploymentBriefingRead {
  street_id: string
  operation_id: string
  briefing_id: string
  person_id: string
  path: string
  link_id: string | null
  account_id: string | null
  at: Generated<Timestamp>
}

export interface DeploymentCertificate {
  street_id: string
  operation_id: string | null
  id: string
  path: string
  person_id: string
  number: string
  from_day: string
  to_day: string
  days: number
  hours: string
  nights: number
  tasks: string[]
  issued_by: string
  issued_at: Generated<Timestamp>
  revoked_at: Timestamp | null
}

export interface DeploymentDraft {
  street_id: string
  operation_id: string
  id: string
  path: string
  from_day: string
  to_day: string
  state: Generated<string>
  outcome: unknown
  version: Generated<number>
  made_by: string
  made_at: Generated<Timestamp>
  settled_by: string | null
  settled_at: Timestamp | null
}

export interface DeploymentDraftSeat {
  street_id: string
  operation_id: string
  draft_id: string
  post_id: string
  person_id: string
  path: string
  pinned: boolean
  because: unknown
}

export interface DeploymentImport {
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

export interface DeploymentImportRow {
  street_id: string
  import_id: string
  row_no: number
  path: string
  cells: unknown
  draft: unknown
  verdict: string
  subject_id: string | null
  problems: Generated<unknown>
  operation_id: string
}

export interface DeploymentLink {
  street_id: string
  operation_id: string
  id: string
  path: string
  person_id: string
  token_digest: Buffer
  issued_by: string
  issued_at: Generated<Timestamp>
  revoked_at: Timestamp | null
}

export interface DeploymentList {
  street_id: string
  operation_id: string
  id: string
  path: string
  account_id: string
  made_at: Generated<Timestamp>
}

export interface DeploymentParty {
  street_id: string
  operation_id: string
  id: string
  path: string
  place_id: string | null
  name: string
  kind: string
  leader_id: string
  secretary_id: string | null
  version: Generated<number>
  formed_by: string
  formed_at: Generated<Timestamp>
  ended_at: Timestamp | null
}

export interface DeploymentPartyMember {
  street_id: string
  operation_id: string
  party_id: string
  person_id: string
  path: string
  since: Generated<Timestamp>
  left_at: Timestamp | null
}

export interface DeploymentPlace {
  street_id: string
  operation_id: string
  id: string
  path: string
  name: string
  address: Generated<string>
  contact_name: Generated<string>
  contact_phone: Generated<string>
  version: Generated<number>
  closed_at: Timestamp | null
}

export interface DeploymentPlacement {
  street_id: string
  operation_id: string
  id: string
  path: string
  post_id: string
  person_id: string
  how: string
  reason: string | null
  cancels: string | null
  account_id: string
  at: Generated<Timestamp>
}

export interface DeploymentPost {
  street_id: string
  operation_id: string
  id: string
  path: string
  place_id: string
  task: string
  starts_at: Timestamp
  ends_at: Timestamp
  needed: number
  skills: Generated<unknown>
  night: boolean
  risky: Generated<boolean>
  bring: Generated<string>
  reports_to: Generated<string>
  version: Generated<number>
  closed_at: Timestamp | null
}

export interface DeploymentPresence {
  street_id: string
  operation_id: string
  id: string
  path: string
  placement_id: string
  person_id: string
  kind: string
  happened_at: Timestamp
  cancels: string | null
  account_id: string
  noted_at: Generated<Timestamp>
}

export interface DeploymentPresent {
  street_id: string
  operation_id: string
  id: string
  path: string
  placement_id: string
  person_id: string
  kind: string
  happened_at: Timestamp
}

export interface DeploymentSourcePosts {
  street_id: string | null
  path: string | null
  place: string | null
  task: string | null
  on_day: string | null
  starts_at: Timestamp | null
  ends_at: Timestamp | null
  night: boolean | null
  risky: boolean | null
  needed: number | null
  placed: number | null
  came: number | null
  here: number | null
  short: number | null
  hours: string | null
}

export interface DeploymentSourceService {
  street_id: string | null
  path: string | null
  place: string | null
  task: string | null
  on_day: string | null
  came_at: Timestamp | null
  hours: string | null
  night: boolean | null
  risky: boolean | null
}

export interface DeploymentStanding {
  street_id: string
  operation_id: string
  id: string
  path: string
  post_id: string
  person_id: string
  how: string
  at: Timestamp
}

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

export interface EnterpriseSourceEnterprises {
  street_id: string
  path: string
  name: string
  kind: string
  code_type: string
  industry: string | null
  staff: number | null
  size: string | null
  rooms: number | null
  floor_area: number | null
  state: string
  state_reason: string | null
  state_since: Timestamp
}

export interface GateAlert {
  street_id: string
  operation_id: string | null
  id: string
  kind: string
  gate_id: string
  path: string
  at: Timestamp
  raised_at: Generated<Timestamp>
  withdrawn_at: Timestamp | null
  seen_by: string | null
  seen_at: Timestamp | null
}

export interface GateCrossing {
  street_id: string
  operation_id: string | null
  id: string
  gate_id: string
  path: string
  shift_id: string
  n: string
  at: Timestamp
  device_at: Timestamp
  received_at: Generated<Timestamp>
  direction: string
  means: string
  pass_id: string | null
  household: string | null
  scope: Generated<string[]>
  way: string
  code_from: string | null
  light: string
  because: string[]
  outcome: string
  errand: string | null
  temperature: number | null
  second: number | null
  list_age: number | null
  server_light: string
  server_because: string[]
  counts: boolean
  undoes: string | null
  doubts: Generated<string[]>
  account_id: string
  device_id: string | null
  txid: Generated<string>
  seq: GeneratedAlways<string>
}

export interface GateGate {
  street_id: string
  id: string
  path: string
  name: string
  serves: string[]
  state: string
  hours: Generated<unknown>
  lon: number | null
  lat: number | null
  fire_exit: Generated<boolean>
  key_name: string | null
  key_phone: string | null
  version: Generated<number>
}

export interface GateHourCount {
  street_id: string
  gate_id: string
  hour: Timestamp
  path: string
  ins: Generated<number>
  outs: Generated<number>
  turned_back: Generated<number>
  quiet_place: Generated<number>
  asked: Generated<number>
  stopped: Generated<number>
  medical: Generated<number>
  differing: Generated<number>
}

export interface GateShiftFact {
  street_id: string
  id: string
  shift_id: string
  gate_id: string
  path: string
  step: string
  at: Timestamp
  device_at: Timestamp
  received_at: Generated<Timestamp>
  made: string
  account_id: string
  device_id: string | null
}

export interface GateSourceHours {
  street_id: string | null
  path: string | null
  gate: string | null
  hour: Timestamp | null
  ins: number | null
  outs: number | null
  turned_back: number | null
  quiet_place: number | null
  medical: number | null
}

export interface GateUndone {
  street_id: string
  operation_id: string | null
  crossing_id: string
  shift_id: string
  path: string
  by_id: string
}

export interface LaboratoryConsigned {
  street_id: string
  operation_id: string
  consignment_id: string
  tube_id: string
  path: string
  withdrawn: Generated<boolean>
}

export interface LaboratoryConsignment {
  street_id: string
  operation_id: string
  round_id: string
  id: string
  path: string
  lab_id: string
  day: string
  tubes: number
  over_capacity: boolean
  made_by: string
  made_at: Generated<Timestamp>
  received_at: Timestamp | null
  withdrawn_at: Timestamp | null
}

export interface LaboratoryImport {
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

export interface LaboratoryImportOf {
  street_id: string
  operation_id: string
  round_id: string
  import_id: string
  path: string
  lab_id: string | null
  reason: string | null
  oddities: Generated<unknown>
}

export interface LaboratoryImportResult {
  street_id: string
  import_id: string
  row_no: number
  path: string
  tube_id: string
  turn: number
  outcome: string
  tested_at: Timestamp | null
  corrects: boolean
}

export interface LaboratoryImportRow {
  street_id: string
  import_id: string
  row_no: number
  path: string
  cells: unknown
  draft: unknown
  verdict: string
  tube_id: string | null
  problems: Generated<unknown>
}

export interface LaboratoryLab {
  street_id: string
  id: string
  path: string
  name: string
  capacity: number
  contact: string | null
  phone: string | null
  closed_at: Timestamp | null
  made_by: string
  made_at: Generated<Timestamp>
}

export interface LaboratoryMember {
  street_id: string
  operation_id: string
  round_id: string
  tube_id: string
  sample_id: string
  path: string
  resident_id: string | null
  paper_key: string | null
  taken_at: Timestamp
  judged: string | null
  judged_at: Timestamp | null
  judged_tube: string | null
  judged_taken_at: Timestamp | null
  criterion: string | null
  free_asked_by: string | null
  free_asked_at: Timestamp | null
  freed_by: string | null
  freed_at: Timestamp | null
  withdrawn_at: Timestamp | null
}

export interface LaboratoryPool {
  street_id: string
  operation_id: string
  round_id: string
  tube_id: string
  path: string
  cause: string
  opened_at: Generated<Timestamp>
  opened_by: string
  retest_due: Timestamp
  judge_due: Timestamp
  alarmed_at: Timestamp | null
  closed_at: Timestamp | null
  closed_how: string | null
}

export interface LaboratoryRecheck {
  street_id: string
  operation_id: string
  round_id: string
  tube_id: string
  path: string
  asked_at: Generated<Timestamp>
  owner_id: string
  due_at: Timestamp
  escalated_at: Timestamp | null
  settled_at: Timestamp | null
  settled_how: string | null
}

export interface LaboratoryRefused {
  street_id: string
  operation_id: string
  round_id: string
  import_id: string
  row_no: number
  path: string
  lab_id: string | null
  code: string | null
  name: string | null
  id_masked: string | null
  outcome: string | null
  problem: string
  refused_at: Generated<Timestamp>
}

export interface LaboratoryResult {
  street_id: string
  operation_id: string
  round_id: string
  id: string
  tube_id: string
  path: string
  turn: number
  outcome: string
  tested_at: Timestamp | null
  entered_at: Generated<Timestamp>
  lab_id: string | null
  import_id: string | null
  row_no: number | null
  account_id: string
  reason: string | null
}

export interface LaboratoryRetest {
  street_id: string
  operation_id: string
  round_id: string
  sample_id: string
  path: string
  resident_id: string | null
  paper_key: string | null
  asked_at: Generated<Timestamp>
  due_at: Timestamp
  escalated_at: Timestamp | null
  ended_at: Timestamp | null
}

export interface LaboratorySourceRechecks {
  street_id: string | null
  path: string | null
  round_id: string | null
  round: string | null
  asked_at: Timestamp | null
  due_at: Timestamp | null
  open: boolean | null
  overdue: boolean | null
  settled_how: string | null
}

export interface LaboratorySourceResults {
  street_id: string | null
  path: string | null
  round_id: string | null
  round: string | null
  lab: string | null
  outcome: string | null
  corrected: boolean | null
  entered_at: Timestamp | null
}

export interface LaboratoryTold {
  street_id: string
  operation_id: string
  round_id: string
  id: string
  sample_id: string
  path: string
  way: string
  outcome: string
  at: Timestamp
  account_id: string
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

export interface MobilizeAnswer {
  street_id: string
  operation_id: string
  call_up_id: string
  id: string
  call_id: string
  path: string
  said: string
  arrives_at: Timestamp | null
  reason: string | null
  at: Timestamp
  received_at: Generated<Timestamp>
  source: string
  account_id: string | null
  seq: GeneratedAlways<string>
}

export interface MobilizeCall {
  street_id: string
  operation_id: string
  call_up_id: string
  id: string
  path: string
  department_id: string
  person_id: string | null
  name: string | null
  wave: number
  token_digest: Buffer | null
  link_turn: Generated<number>
  asked_at: Timestamp | null
  said: string | null
  said_at: Timestamp | null
  arrives_at: Timestamp | null
  reason: string | null
  answer_no: string | null
  first_said_at: Timestamp | null
  here_at: Timestamp | null
  here_how: string | null
  arrival_no: string | null
  txid: string | null
}

export interface MobilizeCallUp {
  street_id: string
  operation_id: string
  id: string
  path: string
  name: string
  way: string
  state: Generated<string>
  muster_at: Timestamp
  seats: number
  policy: unknown
  place_name: string
  place_note: string | null
  bring: string | null
  report_to: string | null
  site_code: string
  opened_by: string
  opened_at: Generated<Timestamp>
  called_at: Timestamp | null
  closed_at: Timestamp | null
  closed_by: string | null
  version: Generated<number>
  waived_by: string | null
}

export interface MobilizeChannel {
  street_id: string
  id: string
  path: string
  kind: string
  name: string
  sealed_url: Buffer
  sealed_secret: Buffer | null
  remembers: Generated<boolean>
  state: Generated<string>
  failures: Generated<number>
  last_ok_at: Timestamp | null
  last_fault: string | null
  last_fault_at: Timestamp | null
  pause_until: Timestamp | null
  version: Generated<number>
}

export interface MobilizeCommitment {
  street_id: string
  operation_id: string
  call_up_id: string
  wave: number
  turn: number
  account_id: string
  path: string
  by_name: string
  hash: string
  committed_at: Generated<Timestamp>
  value: string | null
  nonce: string | null
  revealed_at: Timestamp | null
}

export interface MobilizeForecastFigures {
  street_id: string
  id: string
  path: string
  half_answer: string
  yes: string
  shows: string
  way: string
  weight: string
  patience: string
  basis: string
  set_by: string
  set_at: Generated<Timestamp>
}

export interface MobilizeMessage {
  street_id: string
  operation_id: string
  call_up_id: string
  id: string
  path: string
  channel_id: string
  thing: string
  call_id: string | null
  state: Generated<string>
  tries: Generated<number>
  next_at: Generated<Timestamp>
  claimed_at: Timestamp | null
  sent_at: Timestamp | null
  fault: string | null
  made_at: Generated<Timestamp>
}

export interface MobilizeMuster {
  street_id: string
  operation_id: string
  call_up_id: string
  id: string
  call_id: string
  path: string
  how: string
  at: Timestamp
  received_at: Generated<Timestamp>
  account_id: string | null
  seq: GeneratedAlways<string>
}

export interface MobilizePublicMuster {
  street_id: string
  operation_id: string
  call_up_id: string
  id: string
  path: string
  department_id: string
  person_id: string | null
  name: string | null
  wave: number
  here_at: Timestamp | null
  day: string | null
}

export interface MobilizeTally {
  street_id: string
  operation_id: string
  call_up_id: string
  department_id: string
  path: string
  asked: Generated<number>
  answered: Generated<number>
  coming: Generated<number>
  cannot: Generated<number>
  here: Generated<number>
  extra: Generated<number>
  version: Generated<string>
  txid: Generated<string>
}

export interface MobilizeTranscript {
  street_id: string
  operation_id: string
  call_up_id: string
  wave: number
  turn: number
  path: string
  draft: string
  finished: string | null
  salt: string
  people: string[]
  made_at: Generated<Timestamp>
}

export interface MobilizeWave {
  street_id: string
  operation_id: string
  call_up_id: string
  no: number
  path: string
  state: Generated<string>
  seats: number
  kept: Generated<string[]>
  asked: Generated<string[]>
  quotas: unknown
  digest: string | null
  forecast: unknown
  origin: string | null
  turn: Generated<number>
  made_by: string
  made_at: Generated<Timestamp>
  published_at: Timestamp | null
  drawn_at: Timestamp | null
  called_at: Timestamp | null
  beacon: unknown
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

export interface OperationSourceOperations {
  street_id: string
  path: string
  name: string
  hazard: string
  purpose: string
  state: string
  issuer: string | null
  document: string | null
  number: string | null
  starts_at: Timestamp
  ended_at: Timestamp | null
}

export interface PassAppeal {
  street_id: string
  operation_id: string
  id: string
  path: string
  measure_id: string
  application_id: string | null
  name: string
  grounds: string
  received_by: string | null
  received_at: Generated<Timestamp>
  due_at: Timestamp
  answered_by: string | null
  answered_at: Timestamp | null
  outcome: string | null
  answer: string | null
}

export interface PassApplication {
  street_id: string
  operation_id: string
  id: string
  path: string
  kind: string
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
  address: string | null
  reason: string | null
  wants_card: boolean
  via: string
  link_id: string | null
  entered_by: string | null
  resident_id: string | null
  state: Generated<string>
  token_digest: Buffer | null
  asked_at: Generated<Timestamp>
  verified_by: string | null
  verified_at: Timestamp | null
  verified_how: string | null
  declined_by: string | null
  declined_at: Timestamp | null
  declined_under: string | null
  decline_reason: string | null
  decline_text: string | null
  looked: Generated<string[]>
}

export interface PassDraw {
  street_id: string
  operation_id: string
  id: string
  path: string
  members: string[]
  seed: string
  of_passes: number
  drawn_by: string
  drawn_at: Generated<Timestamp>
}

export interface PassKey {
  street_id: string
  key_id: string
  path: string
  public_key: string
  salt: Buffer
  made_by: string | null
  made_at: Generated<Timestamp>
  from_at: Timestamp
  retired_at: Timestamp | null
  leaked_at: Timestamp | null
  leaked_by: string | null
}

export interface PassLink {
  street_id: string
  operation_id: string
  id: string
  path: string
  who: string
  name: string | null
  token_digest: Buffer
  made_by: string
  made_at: Generated<Timestamp>
  revoked_at: Timestamp | null
  revoked_by: string | null
}

export interface PassMeasure {
  street_id: string
  operation_id: string
  id: string
  path: string
  decided_by: string
  document: string
  document_on: string
  article: string
  evidence: string
  starts_at: Timestamp
  ends_at: Timestamp
  most_days: Generated<number>
  policy: unknown
  rules: string
  call: string
  appeal_to: string
  appeal_days: number
  extends: string | null
  drafted_by: string
  drafted_at: Generated<Timestamp>
  confirmed_by: string | null
  confirmed_at: Timestamp | null
  dropped_at: Timestamp | null
  released_by: string | null
  released_at: Timestamp | null
  release_document: string | null
}

export interface PassObjection {
  street_id: string
  operation_id: string
  id: string
  path: string
  application_id: string
  link_id: string
  ground: string
  words: string | null
  at: Generated<Timestamp>
  settled_at: Timestamp | null
  settled_by: string | null
}

export interface PassPass {
  street_id: string
  operation_id: string
  id: string
  path: string
  application_id: string
  number: string
  kind: string
  scope: string[]
  name: string
  name_key: string
  pinyin: string
  initials: string
  holder: string
  sex: string | null
  birth_year: number | null
  id_digest: Buffer | null
  phone_tail: string | null
  phone_digest: Buffer | null
  resident_id: string | null
  household: string | null
  from_at: Timestamp
  until_at: Timestamp
  verified_by: string
  issued_by: string
  issued_at: Generated<Timestamp>
  standing: Generated<string>
  ended_at: Timestamp | null
  ended_by: string | null
  revoked_under: string | null
  revoke_reason: string | null
  revoke_text: string | null
  replaces: string | null
  card_key: string | null
  card_at: Timestamp | null
}

export interface PassSample {
  street_id: string
  operation_id: string
  id: string
  path: string
  draw_id: string
  pass_id: string
  outcome: string | null
  checked_by: string | null
  checked_at: Timestamp | null
  note: string | null
}

export interface PassScope {
  street_id: string
  operation_id: string
  path: string
  pass_id: string
  changed: Generated<string>
}

export interface PassSourceApplications {
  street_id: string
  path: string
  kind: string
  via: string
  state: string
  asked_at: Timestamp
  verified_at: Timestamp | null
}

export interface PassSourcePasses {
  street_id: string
  path: string
  kind: string
  standing: string
  issued_at: Timestamp
  until_at: Timestamp
  ended_at: Timestamp | null
  one_hand: boolean | null
}

export interface PictureField {
  street_id: string
  operation_id: string | null
  id: string
  path: string
  level: string
  name: string
  kind: string
  choices: Generated<string[]>
  unit: string | null
  body: string
  person: string
  purpose: string
  basis: unknown
  differs: string | null
  starts_on: string
  ends_on: string
  opened_by: string
  opened_at: Generated<Timestamp>
  closed_by: string | null
  closed_at: Timestamp | null
}

export interface PictureFieldValue {
  street_id: string
  operation_id: string | null
  field_id: string
  id: string
  path: string
  number: number | null
  words: string | null
  at: Generated<Timestamp>
  account_id: string
  author: string
}

export interface PictureReport {
  street_id: string
  id: string
  path: string
  account_id: string
  name: string
  question: unknown
  pinned: Generated<boolean>
  version: Generated<number>
  saved_at: Generated<Timestamp>
  removed_at: Timestamp | null
}

export interface PictureSnapshot {
  street_id: string
  operation_id: string | null
  id: string
  path: string
  of: string
  of_id: string
  name: string
  parts: unknown
  account_id: string
  author: string
  taken_at: Generated<Timestamp>
}

export interface PictureSourceValues {
  street_id: string | null
  path: string | null
  field_id: string | null
  name: string | null
  kind: string | null
  body: string | null
  ends_on: string | null
  number: number | null
  words: string | null
  at: Timestamp | null
}

export interface PictureTemplate {
  street_id: string
  id: string
  path: string
  account_id: string
  name: string
  file_name: string
  content: Buffer
  parts: Generated<unknown>
  marks: Generated<unknown>
  pinned: Generated<boolean>
  version: Generated<number>
  saved_at: Generated<Timestamp>
  removed_at: Timestamp | null
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
  way: Generated<string>
  fetched_at: Timestamp | null
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
  tenancy: string
  phone_digest: Buffer | null
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

export interface RegisterSourceDuties {
  street_id: string | null
  path: string | null
  kind: string | null
  name: string | null
  post: string | null
  holder: string | null
  phone: string | null
  held: boolean | null
}

export interface RegisterSourceDwellings {
  street_id: string | null
  path: string | null
  floor: number | null
  residents: number | null
  occupied: boolean | null
  tenants: number | null
  over_60: number | null
  over_80: number | null
  under_6: number | null
}

export interface RegisterSourceResidents {
  street_id: string
  path: string
  name: string
  sex: string | null
  age: number | null
  birth_date: string | null
  id_type: string
  id_masked: string | null
  phone_masked: string | null
  has_phone: boolean | null
  residence: string
  tenancy: string
  relation: string
  work: string
  groups: string[]
  updated_at: Timestamp
}

export interface SelftestCollection {
  street_id: string
  operation_id: string
  id: string
  path: string
  name: string
  often: string
  groups: Generated<string[]>
  starts_on: string
  ends_on: string
  state: Generated<string>
  opened_by: string
  opened_at: Generated<Timestamp>
  closed_by: string | null
  closed_at: Timestamp | null
  final: unknown
}

export interface SelftestContactTry {
  street_id: string
  operation_id: string
  collection_id: string
  id: string
  resident_id: string
  path: string
  due_on: string
  outcome: string
  at: Generated<Timestamp>
  account_id: string
}

export interface SelftestFollowUp {
  street_id: string
  operation_id: string
  collection_id: string
  id: string
  resident_id: string
  path: string
  report_id: string
  opened_at: Generated<Timestamp>
  closed_at: Timestamp | null
}

export interface SelftestFollowUpStep {
  street_id: string
  operation_id: string
  follow_up_id: string
  id: string
  path: string
  step: string
  at: Generated<Timestamp>
  account_id: string
}

export interface SelftestReport {
  street_id: string
  operation_id: string
  collection_id: string
  id: string
  resident_id: string
  path: string
  due_on: string
  result: string
  tested_at: Timestamp | null
  stated_at: Timestamp
  received_at: Generated<Timestamp>
  source: string
  account_id: string | null
  slip_id: string | null
  doubts: Generated<string[]>
  txid: Generated<string>
  seq: GeneratedAlways<string>
}

export interface SelftestSlip {
  street_id: string
  operation_id: string
  id: string
  path: string
  token_digest: Buffer
  code_digest: Buffer
  issued_by: string
  issued_at: Generated<Timestamp>
  revoked_at: Timestamp | null
  revoked_by: string | null
}

export interface SelftestSourceReports {
  street_id: string | null
  path: string | null
  collection: string | null
  due_on: string | null
  result: string | null
  source: string | null
  stated_at: Timestamp | null
}

export interface SelftestStanding {
  street_id: string
  operation_id: string
  collection_id: string
  due_on: string
  resident_id: string
  path: string
  result: string
  source: string
  report_id: string
  tested_at: Timestamp | null
  stated_at: Timestamp
}

export interface SelftestWrongNumber {
  street_id: string
  id: Generated<string>
  operation_id: string
  path: string
  resident_id: string
  at: Generated<Timestamp>
}

export interface StaffDepartment {
  street_id: string
  id: string
  path: string
  parent_id: string | null
  name: string
  name_key: string
  kind: string
  is_key: Generated<boolean>
  contact_account: string | null
  version: Generated<number>
  closed_at: Timestamp | null
  updated_at: Generated<Timestamp>
}

export interface StaffExemption {
  street_id: string
  id: string
  path: string
  person_id: string
  kind: string
  starts_on: string
  ends_on: string
  ended_on: string | null
  basis: string | null
  noted_by: string | null
  noted_at: Generated<Timestamp>
}

export interface StaffExemptionReason {
  street_id: string
  id: string
  path: string
  person_id: string
  kind: string
  basis: string | null
}

export interface StaffImport {
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

export interface StaffImportRow {
  street_id: string
  import_id: string
  row_no: number
  path: string
  cells: unknown
  draft: unknown
  verdict: string
  person_id: string | null
  problems: Generated<unknown>
}

export interface StaffPerson {
  street_id: string
  id: string
  path: string
  department_id: string
  number: string | null
  name: string
  name_key: string
  pinyin: string
  initials: string
  sex: string | null
  birth_year: number | null
  title: string | null
  skills: Generated<string[]>
  posts: Generated<string[]>
  party_member: Generated<boolean>
  party_branch: string | null
  address: string | null
  home_path: string | null
  phone_masked: string | null
  phone_tail: string | null
  phone_digest: Buffer | null
  account_id: string | null
  note: string | null
  state: Generated<string>
  state_since: Generated<Timestamp>
  opening_days: Generated<number>
  opening_on: string | null
  opening_last: string | null
  line_days: Generated<number>
  line_hours: Generated<string>
  line_nights: Generated<number>
  line_last: string | null
  version: Generated<number>
  updated_at: Generated<Timestamp>
}

export interface StaffPersonSecret {
  street_id: string
  id: string
  path: string
  phone: string | null
}

export interface StaffPublicDepartment {
  street_id: string
  id: string
  path: string
  parent_id: string | null
  name: string
  kind: string
  is_key: boolean
  contact_account: string | null
}

export interface StaffPublicPerson {
  street_id: string
  id: string
  path: string
  department_id: string
  number: string | null
  name: string
  name_key: string
  pinyin: string
  initials: string
  sex: string | null
  birth_year: number | null
  title: string | null
  skills: string[]
  posts: string[]
  party_member: boolean
  party_branch: string | null
  home_path: string | null
  phone_masked: string | null
  account_id: string | null
  served_days: number | null
  last_served: string | null
}

export interface StaffPublicServiceDay {
  street_id: string
  id: string
  path: string
  person_id: string
  day: string
  hours: string
  night: boolean
  operation_id: string | null
  source: string
}

export interface StaffServiceDay {
  street_id: string
  id: string
  path: string
  person_id: string
  day: string
  hours: string
  night: boolean
  operation_id: string | null
  source: string
  cancels: string | null
  noted_at: Generated<Timestamp>
}

export interface StaffSourcePeople {
  street_id: string | null
  path: string | null
  department: string | null
  department_kind: string | null
  number: string | null
  name: string | null
  sex: string | null
  age: number | null
  title: string | null
  party_member: boolean | null
  party_branch: string | null
  phone_masked: string | null
  has_phone: boolean | null
  served_days: number | null
  last_served: string | null
  exempt: boolean | null
}

export interface StaffWorkCaps {
  street_id: string
  id: string
  path: string
  cap_hours: string
  near_hours: string
  nights_in_row: number
  days_in_row: number
  basis: string
  set_by: string
  set_at: Generated<Timestamp>
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

export interface TestingPublicCustody {
  street_id: string
  round_id: string
  id: string
  tube_id: string
  path: string
  step: string
  place: string | null
  at: Timestamp
}

export interface TestingPublicRound {
  street_id: string
  operation_id: string
  id: string
  path: string
  name: string
  state: string
  opens_at: Timestamp
  closes_at: Timestamp
  closed_at: Timestamp | null
}

export interface TestingPublicSample {
  street_id: string | null
  operation_id: string | null
  round_id: string | null
  id: string | null
  site_id: string | null
  tube_id: string | null
  resident_id: string | null
  paper_key: string | null
  path: string | null
  taken_at: Timestamp | null
  received_at: Timestamp | null
}

export interface TestingPublicSite {
  street_id: string
  round_id: string
  id: string
  path: string
  name: string
}

export interface TestingPublicTube {
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
}

export interface TestingPublicWalkIn {
  street_id: string
  round_id: string
  key: string
  path: string
  name: string | null
  id_masked: string | null
  phone_masked: string | null
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

export interface TestingSourceDue {
  street_id: string | null
  round_id: string | null
  path: string | null
  state: string | null
  reason: string | null
  tested: boolean | null
  missing: boolean | null
  changed_at: Timestamp | null
  name: string | null
  sex: string | null
  age: number | null
  id_masked: string | null
  phone_masked: string | null
  residence: string | null
  work: string | null
  groups: string[] | null
}

export interface TestingSourceFigures {
  street_id: string | null
  round_id: string | null
  path: string | null
  round: string | null
  opens_at: Timestamp | null
  due: number | null
  tested: number | null
  missing: number | null
  exempt: number | null
  walk_in: number | null
}

export interface TestingSourceLanes {
  street_id: string | null
  round_id: string | null
  path: string | null
  round: string | null
  site: string | null
  lane: number | null
  quarter: Timestamp | null
  samples: number | null
  tested: number | null
  walk_in: number | null
}

export interface TestingSourceMissing {
  street_id: string | null
  round_id: string | null
  path: string | null
  outcome: string | null
  tries: number | null
  last_at: Timestamp | null
  name: string | null
  sex: string | null
  age: number | null
  phone_masked: string | null
  has_phone: boolean | null
  work: string | null
  groups: string[] | null
}

export interface TestingSourceSamples {
  street_id: string | null
  round_id: string | null
  path: string | null
  site: string | null
  lane: number | null
  taken_at: Timestamp | null
  how: string | null
  unregistered: boolean | null
  doubts: string[] | null
  voided: boolean | null
  void_reason: string | null
}

export interface TestingSourceTries {
  street_id: string
  round_id: string
  path: string
  way: string
  outcome: string
  at: Timestamp
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

export interface VisitCheckpoint {
  street_id: string
  operation_id: string
  id: string
  path: string
  name: string
  road: string | null
  opened_by: string
  opened_at: Generated<Timestamp>
  closed_at: Timestamp | null
  closed_by: string | null
}

export interface VisitCorrection {
  street_id: string
  operation_id: string
  id: string
  path: string
  fact_id: string
  of: string
  why: string
  at: Timestamp
  received_at: Generated<Timestamp>
  account_id: string | null
}

export interface VisitErrand {
  street_id: string
  operation_id: string
  id: string
  path: string
  parcel_id: string
  step: string
  at: Timestamp
  received_at: Generated<Timestamp>
  account_id: string
}

export interface VisitKnownVehicle {
  street_id: string
  operation_id: string
  id: string
  path: string
  plate: string
  belongs: string
  whose: string | null
  pass_number: string | null
  until: string
  registered_by: string
  registered_at: Generated<Timestamp>
  ended_at: Timestamp | null
  ended_by: string | null
}

export interface VisitParcel {
  street_id: string
  operation_id: string
  id: string
  path: string
  place_id: string
  recipient: string | null
  brought_by: string | null
  kind: string
  pieces: number
  shelf: string | null
  at: Timestamp
  received_at: Generated<Timestamp>
  account_id: string | null
  picked_at: Timestamp | null
  picked_how: string | null
  takers: Generated<string[]>
  taken_at: Timestamp | null
}

export interface VisitPerson {
  street_id: string
  operation_id: string
  id: string
  path: string
  fact_id: string
  part: string
  name: string
  name_masked: string
  phone_masked: string | null
  phone_digest: Buffer | null
  id_type: string
  id_masked: string | null
  id_digest: Buffer | null
}

export interface VisitPersonSecret {
  street_id: string
  id: string
  path: string
  phone: string | null
  id_number: string | null
}

export interface VisitPickup {
  street_id: string
  operation_id: string
  id: string
  path: string
  parcel_id: string
  how: string
  at: Timestamp
  received_at: Generated<Timestamp>
  account_id: string | null
}

export interface VisitQueueNote {
  street_id: string
  operation_id: string
  id: string
  path: string
  place_id: string
  waiting: number
  at: Timestamp
  received_at: Generated<Timestamp>
  account_id: string | null
}

export interface VisitReturnee {
  street_id: string
  operation_id: string
  id: string
  path: string
  place_id: string | null
  home: string | null
  origin_code: string | null
  origin: string | null
  left_on: string | null
  people: number
  told: boolean
  met_at: Timestamp
  contact_by: Timestamp
  received_at: Generated<Timestamp>
  account_id: string | null
  doubts: Generated<string[]>
  reached_at: Timestamp | null
  joined_at: Timestamp | null
  resident_id: string | null
  elsewhere_at: Timestamp | null
}

export interface VisitReturneeStep {
  street_id: string
  operation_id: string
  id: string
  path: string
  returnee_id: string
  step: string
  resident_id: string | null
  at: Generated<Timestamp>
  account_id: string
}

export interface VisitRules {
  street_id: string
  operation_id: string
  id: string
  path: string
  visit_hours: number
  contact_hours: number
  told: string | null
  basis: string | null
  set_by: string
  set_at: Generated<Timestamp>
  seq: GeneratedAlways<string>
}

export interface VisitSourceParcels {
  street_id: string | null
  path: string | null
  kind: string | null
  pieces: number | null
  noted_at: Timestamp | null
  taken_at: Timestamp | null
  picked_at: Timestamp | null
  picked_how: string | null
  minutes_waited: number | null
}

export interface VisitSourceReturnees {
  street_id: string | null
  path: string | null
  origin_code: string | null
  people: number | null
  met_at: Timestamp | null
  contact_by: Timestamp | null
  reached_at: Timestamp | null
  joined_at: Timestamp | null
}

export interface VisitSourceVehicles {
  street_id: string | null
  path: string | null
  place: string | null
  direction: string | null
  kind: string | null
  goods: string | null
  origin_code: string | null
  aboard: number | null
  light: string | null
  outcome: string | null
  at: Timestamp | null
}

export interface VisitSourceVisits {
  street_id: string | null
  path: string | null
  purpose: string | null
  via: string | null
  people: number | null
  expected_on: string | null
  hours: number | null
  arrived_at: Timestamp | null
  left_at: Timestamp | null
}

export interface VisitVehicle {
  street_id: string
  operation_id: string
  id: string
  path: string
  place_id: string
  direction: string
  kind: string
  plate: string | null
  plate_kind: string
  country: string | null
  aboard: number | null
  origin_code: string | null
  origin: string | null
  goods: string | null
  temperature: number | null
  known_id: string | null
  light: string
  outcome: string
  at: Timestamp
  received_at: Generated<Timestamp>
  account_id: string | null
  doubts: Generated<string[]>
}

export interface VisitVisit {
  street_id: string
  operation_id: string
  id: string
  path: string
  serial: Generated<number>
  host: string | null
  purpose: string
  people: number
  plate: string | null
  expected_on: string
  hours: number
  via: string
  slip_id: string | null
  account_id: string | null
  announced_at: Generated<Timestamp>
  arrived_at: Timestamp | null
  left_at: Timestamp | null
  cancelled_at: Timestamp | null
  told_of: Timestamp | null
}

export interface VisitVisitStep {
  street_id: string
  operation_id: string
  id: string
  path: string
  visit_id: string
  step: string
  place_id: string | null
  at: Timestamp
  received_at: Generated<Timestamp>
  account_id: string | null
}

export interface VolunteerCall {
  street_id: string
  operation_id: string
  id: string
  path: string
  name: string
  needs: string
  skills: Generated<string[]>
  starts_on: string
  ends_on: string
  hours: string
  risky: boolean
  place: string
  contact: string | null
  token_digest: Buffer
  opened_by: string
  opened_at: Generated<Timestamp>
  closed_at: Timestamp | null
  closed_by: string | null
}

export interface VolunteerComing {
  street_id: string
  operation_id: string
  call_id: string
  id: string
  path: string
  name: string
  name_key: string
  phone_masked: string | null
  phone_tail: string | null
  phone_digest: Buffer | null
  party_member: boolean
  party_branch: string | null
  skills: string[]
  days: string[]
  shifts: string[]
  offer: string | null
  home: string | null
  minor: boolean
  guardian: string | null
  via: string
  signed_at: Generated<Timestamp>
  entered_by: string | null
  token_digest: Buffer | null
  came_at: Timestamp | null
  person_id: string | null
  linked: boolean | null
  placement: string | null
  welcomed_at: Timestamp | null
  welcomed_by: string | null
  fit_at: Timestamp | null
  fit_by: string | null
  withdrawn_at: Timestamp | null
}

export interface VolunteerComingSecret {
  street_id: string
  id: string
  path: string
  phone: string
}

export interface VolunteerInsurance {
  street_id: string
  operation_id: string
  id: string
  path: string
  coming_id: string
  kind: string
  policy: string | null
  until: string | null
  noted_by: string
  noted_at: Generated<Timestamp>
  seq: GeneratedAlways<string>
}

export interface VolunteerPublicCame {
  street_id: string
  operation_id: string
  path: string
  person_id: string | null
  came_at: Timestamp | null
}

export interface VolunteerSourceComings {
  street_id: string | null
  path: string | null
  call: string | null
  via: string | null
  signed_at: Timestamp | null
  came_at: Timestamp | null
  party_member: boolean | null
  minor: boolean | null
  standing: string | null
}

export interface DB {
  'deployment.at_hand': DeploymentAtHand
  'deployment.briefing': DeploymentBriefing
  'deployment.briefing_read': DeploymentBriefingRead
  'deployment.certificate': DeploymentCertificate
  'deployment.draft': DeploymentDraft
  'deployment.draft_seat': DeploymentDraftSeat
  'deployment.import': DeploymentImport
  'deployment.import_row': DeploymentImportRow
  'deployment.link': DeploymentLink
  'deployment.list': DeploymentList
  'deployment.party': DeploymentParty
  'deployment.party_member': DeploymentPartyMember
  'deployment.place': DeploymentPlace
  'deployment.placement': DeploymentPlacement
  'deployment.post': DeploymentPost
  'deployment.presence': DeploymentPresence
  'deployment.present': DeploymentPresent
  'deployment.source_posts': DeploymentSourcePosts
  'deployment.source_service': DeploymentSourceService
  'deployment.standing': DeploymentStanding
  'enterprise.enterprise': EnterpriseEnterprise
  'enterprise.enterprise_secret': EnterpriseEnterpriseSecret
  'enterprise.import': EnterpriseImport
  'enterprise.import_row': EnterpriseImportRow
  'enterprise.looked_after': EnterpriseLookedAfter
  'enterprise.property_manager': EnterprisePropertyManager
  'enterprise.public_enterprise': EnterprisePublicEnterprise
  'enterprise.source_enterprises': EnterpriseSourceEnterprises
  'gate.alert': GateAlert
  'gate.crossing': GateCrossing
  'gate.gate': GateGate
  'gate.hour_count': GateHourCount
  'gate.shift_fact': GateShiftFact
  'gate.source_hours': GateSourceHours
  'gate.undone': GateUndone
  'laboratory.consigned': LaboratoryConsigned
  'laboratory.consignment': LaboratoryConsignment
  'laboratory.import': LaboratoryImport
  'laboratory.import_of': LaboratoryImportOf
  'laboratory.import_result': LaboratoryImportResult
  'laboratory.import_row': LaboratoryImportRow
  'laboratory.lab': LaboratoryLab
  'laboratory.member': LaboratoryMember
  'laboratory.pool': LaboratoryPool
  'laboratory.recheck': LaboratoryRecheck
  'laboratory.refused': LaboratoryRefused
  'laboratory.result': LaboratoryResult
  'laboratory.retest': LaboratoryRetest
  'laboratory.source_rechecks': LaboratorySourceRechecks
  'laboratory.source_results': LaboratorySourceResults
  'laboratory.told': LaboratoryTold
  'matching.decision': MatchingDecision
  'matching.import': MatchingImport
  'matching.import_row': MatchingImportRow
  'matching.line': MatchingLine
  'matching.line_secret': MatchingLineSecret
  'matching.list': MatchingList
  'mobilize.answer': MobilizeAnswer
  'mobilize.call': MobilizeCall
  'mobilize.call_up': MobilizeCallUp
  'mobilize.channel': MobilizeChannel
  'mobilize.commitment': MobilizeCommitment
  'mobilize.forecast_figures': MobilizeForecastFigures
  'mobilize.message': MobilizeMessage
  'mobilize.muster': MobilizeMuster
  'mobilize.public_muster': MobilizePublicMuster
  'mobilize.tally': MobilizeTally
  'mobilize.transcript': MobilizeTranscript
  'mobilize.wave': MobilizeWave
  'operation.operation': OperationOperation
  'operation.source_operations': OperationSourceOperations
  'pass.appeal': PassAppeal
  'pass.application': PassApplication
  'pass.draw': PassDraw
  'pass.key': PassKey
  'pass.link': PassLink
  'pass.measure': PassMeasure
  'pass.objection': PassObjection
  'pass.pass': PassPass
  'pass.sample': PassSample
  'pass.scope': PassScope
  'pass.source_applications': PassSourceApplications
  'pass.source_passes': PassSourcePasses
  'picture.field': PictureField
  'picture.field_value': PictureFieldValue
  'picture.report': PictureReport
  'picture.snapshot': PictureSnapshot
  'picture.source_values': PictureSourceValues
  'picture.template': PictureTemplate
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
  'register.source_duties': RegisterSourceDuties
  'register.source_dwellings': RegisterSourceDwellings
  'register.source_residents': RegisterSourceResidents
  'selftest.collection': SelftestCollection
  'selftest.contact_try': SelftestContactTry
  'selftest.follow_up': SelftestFollowUp
  'selftest.follow_up_step': SelftestFollowUpStep
  'selftest.report': SelftestReport
  'selftest.slip': SelftestSlip
  'selftest.source_reports': SelftestSourceReports
  'selftest.standing': SelftestStanding
  'selftest.wrong_number': SelftestWrongNumber
  'staff.department': StaffDepartment
  'staff.exemption': StaffExemption
  'staff.exemption_reason': StaffExemptionReason
  'staff.import': StaffImport
  'staff.import_row': StaffImportRow
  'staff.person': StaffPerson
  'staff.person_secret': StaffPersonSecret
  'staff.public_department': StaffPublicDepartment
  'staff.public_person': StaffPublicPerson
  'staff.public_service_day': StaffPublicServiceDay
  'staff.service_day': StaffServiceDay
  'staff.source_people': StaffSourcePeople
  'staff.work_caps': StaffWorkCaps
  'testing.contact_try': TestingContactTry
  'testing.counter': TestingCounter
  'testing.custody': TestingCustody
  'testing.due': TestingDue
  'testing.lane_counter': TestingLaneCounter
  'testing.listed': TestingListed
  'testing.missing': TestingMissing
  'testing.public_custody': TestingPublicCustody
  'testing.public_round': TestingPublicRound
  'testing.public_sample': TestingPublicSample
  'testing.public_site': TestingPublicSite
  'testing.public_tube': TestingPublicTube
  'testing.public_walk_in': TestingPublicWalkIn
  'testing.report': TestingReport
  'testing.round': TestingRound
  'testing.sample': TestingSample
  'testing.sample_void': TestingSampleVoid
  'testing.site': TestingSite
  'testing.source_due': TestingSourceDue
  'testing.source_figures': TestingSourceFigures
  'testing.source_lanes': TestingSourceLanes
  'testing.source_missing': TestingSourceMissing
  'testing.source_samples': TestingSourceSamples
  'testing.source_tries': TestingSourceTries
  'testing.tube': TestingTube
  'testing.walk_in': TestingWalkIn
  'testing.walk_in_secret': TestingWalkInSecret
  'visit.checkpoint': VisitCheckpoint
  'visit.correction': VisitCorrection
  'visit.errand': VisitErrand
  'visit.known_vehicle': VisitKnownVehicle
  'visit.parcel': VisitParcel
  'visit.person': VisitPerson
  'visit.person_secret': VisitPersonSecret
  'visit.pickup': VisitPickup
  'visit.queue_note': VisitQueueNote
  'visit.returnee': VisitReturnee
  'visit.returnee_step': VisitReturneeStep
  'visit.rules': VisitRules
  'visit.source_parcels': VisitSourceParcels
  'visit.source_returnees': VisitSourceReturnees
  'visit.source_vehicles': VisitSourceVehicles
  'visit.source_visits': VisitSourceVisits
  'visit.vehicle': VisitVehicle
  'visit.visit': VisitVisit
  'visit.visit_step': VisitVisitStep
  'volunteer.call': VolunteerCall
  'volunteer.coming': VolunteerComing
  'volunteer.coming_secret': VolunteerComingSecret
  'volunteer.insurance': VolunteerInsurance
  'volunteer.public_came': VolunteerPublicCame
  'volunteer.source_comings': VolunteerSourceComings
}
