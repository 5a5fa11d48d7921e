/** Why the phone could not store something, in words: a full disk must be told before the next person steps up. */
import { type Word, words } from '../../pure/words.ts'

export const storageWords = words({
  full: [
    '手机存储已满，这一条没有存下。请清理手机空间后重试',
    'This phone is full: this was NOT stored. Free some space and try again',
  ],
  closed: [
    '手机里的数据库打不开，这一条没有存下。请关闭其他页面后重新打开',
    'The phone’s database cannot be opened: this was NOT stored. Close other pages and open this one again',
  ],
  malformed: ['填写的内容不完整或过长，没有存下', 'Something is missing or too long: this was NOT stored'],
  failed: ['手机没能存下这一条，请重试', 'The phone could NOT store this; try again'],
})
export type StorageProblemKind = keyof typeof storageWords

export class StorageProblem extends Error {
  readonly kind: StorageProblemKind
  readonly words: Word
  constructor(kind: StorageProblemKind, cause?: unknown) {
    super(`storage: ${kind}`, { cause })
    this.name = 'StorageProblem'
    this.kind = kind
    this.words = storageWords[kind]
  }
}

const CLOSED = ['DatabaseClosedError', 'OpenFailedError', 'MissingAPIError', 'InvalidStateError', 'VersionError']

/** Other errors (a rule that says no inside a change) pass through as they are. */
export function storageProblemOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StorageProblem) return error
  const inner = (error as { inner?: unknown }).inner
  const names = [error.name, inner instanceof Error ? inner.name : '']
  if (names.includes('QuotaExceededError')) return new StorageProblem('full', error)
  if (names.some((name) => CLOSED.includes(name))) return new StorageProblem('closed', error)
  if (names.includes('AbortError') || names.includes('UnknownError')) return new StorageProblem('failed', error)
  return error
}
