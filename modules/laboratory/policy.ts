/** Numbers of the laboratory's work that a place may set, with where each comes from. All times in hours but where said. */
export interface LaboratoryPolicy {
  /** From a positive pool to the single swab of each of its people. Press 2021–2022, one source: needs-legal-review. */
  readonly retestHours: number
  /** Within which tube-mates are judged or freed. Ten measures and their notices, press 2022-12-02. */
  readonly judgeHours: number
  /** To settle a tube that is to be re-checked; the same as for a single re-test, for want of a source. needs-legal-review. */
  readonly recheckHours: number
  /** Tubes a day of one mobile lab, as in SYSTEM T6. */
  readonly capacity: number
  /** From this share of a lab's day on, whoever sends tubes is told. */
  readonly nearCapacity: number
  /** Minutes: extraction and amplification cannot be done in less after the last swab of a tube. */
  readonly fastestMinutes: number
  /** After which a tube that has not moved on is late. Packed about every 2 h: press 2022-03. */
  readonly late: {
    readonly filling: number
    readonly closed: number
    readonly packed: number
    readonly 'handed-over': number
    readonly received: number
  }
}

export const POLICY: LaboratoryPolicy = {
  retestHours: 6,
  judgeHours: 24,
  recheckHours: 6,
  capacity: 30_000,
  nearCapacity: 0.9,
  fastestMinutes: 60,
  late: { filling: 2, closed: 2, packed: 1, 'handed-over': 4, received: 12 },
}
