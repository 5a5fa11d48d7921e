/** What the load process is told, and what it tells back. Facts lie in a file between the two, for there are many. */

export interface Lane {
  readonly cookie: string
  /** Items of one request each, as the contract wants them. */
  readonly requests: readonly (readonly { readonly id: string }[])[]
}

export interface LoadJob {
  readonly port: number
  readonly url: string
  /** JSON file of Lane[]; one connection each. */
  readonly file: string
  /** Requests per second by the clock, whatever the answers do; without it a lane sends when it has its answer. */
  readonly perSecond?: number
}

export interface LoadResult {
  readonly seconds: number
  readonly requests: number
  /** ms per request, from the moment it was due to be sent. */
  readonly latencies: readonly number[]
  /** Ids of items that the server acknowledged. */
  readonly acknowledged: readonly string[]
  readonly doubts: Readonly<Record<string, number>>
  /** Answers other than 200, by status and code. */
  readonly refused: Readonly<Record<string, number>>
}
