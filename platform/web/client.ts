/**
 * The typed client of every contract: posts JSON, parses the answer, and turns every failure into a ClientProblem with words.
 * Answers are not validated again; the server did. A network that is away is a problem of its own (`isOffline`), never mixed with a refusal.
 */
import type { z } from 'zod'
import { type FieldProblem, type ProblemAnswer, platformProblems } from '../pure/problem.ts'
import { type Lang, type Params, say, sayBoth, type Word } from '../pure/words.ts'

export interface Callable {
  readonly url: string
  readonly input: z.ZodType
  readonly output: z.ZodType
}
export type InputFor<Op extends Callable> = z.input<Op['input']>
export type OutputFor<Op extends Callable> = z.output<Op['output']>

export const OFFLINE = 'client.offline'
const offlineWords: Word = [
  '网络不通，刚才的操作没有送达，请稍后再试',
  'No connection: this did not reach the server; try again shortly',
]
const unclearWords: Word = [
  '服务器的答复无法识别，请稍后再试',
  'The server’s answer could not be read; try again shortly',
]

/** Any answer that is not the one asked for. `status` is 0 when nothing was heard at all. */
export class ClientProblem extends Error {
  readonly code: string
  readonly words: Word
  readonly status: number
  readonly params: Params
  readonly fields: readonly FieldProblem[]
  readonly wipe: boolean

  constructor(status: number, answer: ProblemAnswer) {
    super(answer.code)
    this.name = 'ClientProblem'
    this.status = status
    this.code = answer.code
    this.words = answer.words
    this.params = answer.params ?? {}
    this.fields = answer.fields ?? []
    this.wipe = answer.wipe === true
  }

  say(lang: Lang): string {
    return say(this.words, lang)
  }
}

const offline = () => new ClientProblem(0, { code: OFFLINE, words: offlineWords })
export const isOffline = (error: unknown): boolean => error instanceof ClientProblem && error.code === OFFLINE

/** The words of whatever was thrown, for a person to read. */
export const wordsOf = (error: unknown): Word =>
  error instanceof ClientProblem ? error.words : sayBoth(platformProblems.broken.words, { trace: '-' })

type Hear = (problem: ClientProblem) => void
const listeners = new Set<Hear>()
/** Hears every 401 (session ended, device lost with `wipe`) once per answer, whoever asked. Gives back the way to stop. */
export function onTurnedAway(hear: Hear): () => void {
  listeners.add(hear)
  return () => listeners.delete(hear)
}

function problemOf(status: number, text: string): ClientProblem {
  let problem: ClientProblem
  try {
    const answer = JSON.parse(text) as ProblemAnswer
    if (!Array.isArray(answer.words)) throw new Error('no words')
    problem = new ClientProblem(status, answer)
  } catch {
    const kind = status === 502 || status === 503 || status === 504 ? platformProblems.unavailable : null
    problem = new ClientProblem(
      status,
      kind ? { code: kind.code, words: kind.words } : { code: 'client.unclear', words: unclearWords },
    )
  }
  if (status === 401) for (const hear of listeners) hear(problem)
  return problem
}

const readAnswer = <T>(text: string, status: number): T => {
  try {
    return JSON.parse(text) as T
  } catch {
    throw new ClientProblem(status, { code: 'client.unclear', words: unclearWords })
  }
}

let ahead = 0
/** The server's clock, to the second, as its last answer told it: a desk whose own clock is wrong still shows the right time. */
export const serverNow = (): number => Date.now() + ahead
function noteServerTime(date: string | null): void {
  const told = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(told)) return
  // The header is cut to the second and an answer takes time: only a real difference counts.
  ahead = Math.abs(told - Date.now()) > 3000 ? told - Date.now() : 0
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** After this many ms without an answer the network counts as away. Default 30 000. */
  readonly timeout?: number
}

/** Asks one operation of a contract. Throws ClientProblem; an abort by the caller's own signal is thrown as it is. */
export async function call<Op extends Callable>(
  operation: Op,
  input: InputFor<Op>,
  options: CallOptions = {},
): Promise<OutputFor<Op>> {
  // By hand and not by AbortSignal.any: the phones of a shift are not all young.
  const limit = new AbortController()
  const giveUp = () => limit.abort()
  const timer = setTimeout(giveUp, options.timeout ?? 30_000)
  options.signal?.addEventListener('abort', giveUp, { once: true })
  if (options.signal?.aborted) giveUp()
  let status: number
  let text: string
  try {
    const answer = await fetch(operation.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-shouwang': '1' },
      body: JSON.stringify(input),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: limit.signal,
    })
    noteServerTime(answer.headers.get('date'))
    status = answer.status
    text = await answer.text()
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw offline()
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', giveUp)
  }
  if (status < 200 || status > 299) throw problemOf(status, text)
  return readAnswer<OutputFor<Op>>(text, status)
}

export interface UploadOptions {
  readonly signal?: AbortSignal
  /** Share of the bytes that left this machine, 0–1. */
  readonly onProgress?: (share: number) => void
}

/** Asks an `upload` command: the field `input` first, then the one `file`. XMLHttpRequest, because fetch tells nothing about progress. */
export function upload<Op extends Callable>(
  operation: Op,
  input: InputFor<Op>,
  file: File,
  options: UploadOptions = {},
): Promise<OutputFor<Op>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', operation.url)
    request.setRequestHeader('x-shouwang', '1')
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = (e) => e.lengthComputable && options.onProgress?.(e.loaded / e.total)
    request.onerror = () => reject(offline())
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    request.onload = () => {
      if (request.status < 200 || request.status > 299) return reject(problemOf(request.status, request.responseText))
      try {
        resolve(readAnswer<OutputFor<Op>>(request.responseText, request.status))
      } catch (error) {
        reject(error as Error)
      }
    }
    options.signal?.addEventListener('abort', () => request.abort(), { once: true })
    const body = new FormData()
    body.append('input', JSON.stringify(input))
    body.append('file', file)
    request.send(body)
  })
}

/** Where a finished export is fetched. */
export const fileUrl = (fileId: string): string => `/api/files/${fileId}`
