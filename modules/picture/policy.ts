/** Numbers that a place may set for its reports and for what it asks of its communities. */
export const picturePolicy = {
  /** A field is asked for at most so many days; after that it needs a new request with a basis of its own. */
  fieldDays: 90,
  /** Names whose two-character pieces overlap by this share or more are taken for the same question. */
  alike: 0.62,
  /** Rows of a question shown while it is being put together. */
  preview: 50,
  /** ms that a question on screen may take; an export has no such limit. */
  patience: 15_000,
  /** Weeks of the trend of what is asked. */
  trendWeeks: 8,
  /**
   * Submissions that a community made in a year before, for comparison: about 1,340 (press reports on the burden of forms,
   * collected in POLICY.md "Forms"); a week of it.
   */
  submissionsBeforePerWeek: Math.round(1340 / 52),
  /** Rows that one list of a template may grow to. */
  templateRows: 20_000,
} as const
export type PicturePolicy = typeof picturePolicy
