/**
 * What can go wrong, as a catalogue: a code, an HTTP status and the words a person reads.
 * Parameters must never be personal (no names, numbers, phones): they reach logs and screens of others.
 */
import { type Params, sayBoth, type Word } from './words.ts'

export interface ProblemKind {
  readonly code: string
  readonly status: number
  readonly words: Word
}

/** One wrong field of a request, `path` like `sites.0.name`. */
export interface FieldProblem {
  readonly path: string
  readonly words: Word
}

/** What the client receives for any answer that is not 2xx. */
export interface ProblemAnswer {
  readonly code: string
  readonly words: Word
  readonly params?: Params
  readonly fields?: readonly FieldProblem[]
  /** true: the device must delete what it holds of this account (a lost phone). */
  readonly wipe?: true
}

type Entry = readonly [status: number, zh: string, en: string]

/** `defineProblems('register', { gone: [410, '…', '…'] })` gives `{ gone: { code: 'register.gone', … } }`. */
export function defineProblems<const T extends Readonly<Record<string, Entry>>>(
  room: string,
  entries: T,
): { readonly [K in keyof T]: ProblemKind } {
  const kinds: Record<string, ProblemKind> = {}
  for (const [name, [status, zh, en]] of Object.entries(entries)) {
    kinds[name] = { code: `${room}.${name}`, status, words: [zh, en] }
  }
  return kinds as { readonly [K in keyof T]: ProblemKind }
}

/** Thrown by bodies (server, web), never by rules; carries its words in both languages. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly params: Params
  readonly fields: readonly FieldProblem[] | undefined
  readonly wipe: true | undefined

  constructor(kind: ProblemKind, params: Params = {}, more: { fields?: readonly FieldProblem[]; wipe?: true } = {}) {
    super(kind.code)
    this.name = 'Problem'
    this.kind = kind
    this.params = params
    this.fields = more.fields
    this.wipe = more.wipe
  }

  answer(): ProblemAnswer {
    return {
      code: this.kind.code,
      words: sayBoth(this.kind.words, this.params),
      ...(Object.keys(this.params).length > 0 ? { params: this.params } : {}),
      ...(this.fields ? { fields: this.fields } : {}),
      ...(this.wipe ? { wipe: true as const } : {}),
    }
  }
}

export const platformProblems = defineProblems('platform', {
  badRequest: [
    400,
    '提交的内容有误，请检查标出的项目',
    'Something in what was sent is not right; check the marked fields',
  ],
  notJson: [400, '请求不是有效的 JSON', 'The request is not valid JSON'],
  signIn: [401, '请先登录', 'Please sign in'],
  sessionEnded: [401, '登录已失效，请重新登录', 'Your session has ended; please sign in again'],
  deviceLost: [401, '本设备已被登记遗失，数据已清除', 'This device was reported lost; its data has been removed'],
  badLogin: [401, '账号或密码不对', 'The account or the password is wrong'],
  tooManyTries: [429, '尝试次数过多，请 {minutes} 分钟后再试', 'Too many tries; try again in {minutes} minutes'],
  tooManyRequests: [429, '请求过于频繁，请稍后再试', 'Too many requests; try again shortly'],
  notAllowed: [403, '您的岗位不能做这件事', 'Your role may not do this'],
  foreignOrigin: [403, '请求来自别的网站，已拒绝', 'The request came from another site and was refused'],
  notFound: [404, '没有找到，或不在您负责的范围内', 'Not found, or not in the area you answer for'],
  conflict: [409, '别人刚刚改过，请刷新后再试', 'Somebody has just changed this; refresh and try again'],
  tooLarge: [413, '内容过大（上限 {limit}）', 'Too large (limit {limit})'],
  wrongType: [415, '不支持这种内容类型', 'This type of content is not accepted'],
  noFile: [400, '没有收到文件', 'No file was received'],
  fileFetched: [
    410,
    '这个文件已在 {when} 下载过。每个文件只能完整下载一次，还需要请重新导出',
    'This file was fetched at {when}. Each can be fetched whole once; if you still need it, export it again',
  ],
  fileExpired: [
    410,
    '这个文件已超过 24 小时，已经删除；还需要请重新导出',
    'This file is older than 24 hours and was deleted; if you still need it, export it again',
  ],
  fileNotReady: [409, '文件还在生成，请稍候', 'The file is still being made; wait a moment'],
  diskFull: [
    507,
    '磁盘已满：没有写入任何新内容，已确认的数据都在',
    'The disk is full: nothing new was written; all that was acknowledged is safe',
  ],
  unavailable: [503, '数据库暂时不可用，请稍后再试', 'The database is not available at the moment; try again shortly'],
  broken: [500, '系统出错，已记录编号 {trace}', 'Something broke; it is on record as {trace}'],
})
