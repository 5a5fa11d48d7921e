/**
 * What a pasted chain (接龙) is read into. The parser knows no room and no register: how an address and a value are written
 * comes in as readers, so that self-tests, orders and sign-ups are read by the same rules.
 */
import { type CodeOf, codes } from '../codes.ts'

/** What a line leaves open. Each is asked about, but those in `passing`. */
export const chainDoubts = codes({
  empty: ['只有序号，没有内容', 'A number with nothing behind it'],
  'no-person': ['没写是谁', 'It does not say who'],
  'no-value': ['没写结果', 'No result is given'],
  'two-values': ['同一个人写了两种结果', 'Two results for the same person'],
  'value-unclear': ['结果说得不确定', 'The result is not said with certainty'],
  'name-unclear': ['分不出姓名', 'The name cannot be told apart'],
  'address-unclear': ['门牌看不懂', 'The address cannot be read'],
  'heads-differ': ['人数与写出的姓名对不上', 'The number of people and the names differ'],
  'number-repeated': ['序号重复，内容是不同的人', 'The same number stands before different people'],
  'name-again': ['同名的人前后结果不同', 'The same name comes twice with different results'],
  'corrects-nothing': ['更正的是哪一条，没有找到', 'It corrects a line that is not there'],
  ditto: ['“同上”：照上一条读出', 'Read from the line above (ditto)'],
  photo: ['照片不在文字里', 'The picture is not in the text'],
  'photo-missing': ['说明还没有拍照', 'It says that there is no picture yet'],
})
export type ChainDoubt = CodeOf<typeof chainDoubts>

const passing: readonly ChainDoubt[] = ['ditto', 'photo', 'photo-missing']
/** Whether somebody must look before the line counts. */
export const isAsked = (doubts: readonly ChainDoubt[]): boolean => doubts.some((doubt) => !passing.includes(doubt))

export interface Found<T> {
  readonly value: T
  /** Half-open range in the text. */
  readonly from: number
  readonly to: number
}
/** The first of its kind in a half-width text, or null. Must not throw. */
export type Reader<T> = (text: string) => Found<T> | null

export interface Address<A> {
  readonly parts: A
  /** Equal for equal addresses. */
  readonly key: string
}
export interface ChainReaders<A, V extends string> {
  readonly address: Reader<Address<A>>
  /** null as value: something is said of it that cannot be counted on (未测, 不是阳性). */
  readonly value: Reader<V | null>
}

export interface ChainPerson<A, V extends string> {
  readonly name: string | null
  readonly address: Address<A> | null
  readonly value: V | null
  /** How many people this stands for, where it is a household: 一家三口 3, 全家 'all'. */
  readonly heads: number | 'all' | null
  /** The later line that counts instead of this one; null while this one counts. */
  readonly overruledBy: number | null
}

export interface ChainEntry<A, V extends string> {
  /** Lines of the text, from 1; the first is where it stands. */
  readonly lines: readonly number[]
  /** The number written before it; null when there is none. */
  readonly number: number | null
  readonly people: readonly ChainPerson<A, V>[]
  /** Lines whose people this one changes: a correction, or somebody who wrote again. */
  readonly corrects: readonly number[]
  readonly doubts: readonly ChainDoubt[]
}

/** What each line of the text was taken for. */
export type LineKind = 'entry' | 'header' | 'stamp' | 'quote' | 'chatter' | 'blank'
export interface ChainLine {
  readonly text: string
  readonly kind: LineKind
}

export interface Chain<A, V extends string> {
  /** One for each line pasted, in order. */
  readonly lines: readonly ChainLine[]
  readonly entries: readonly ChainEntry<A, V>[]
  /** Numbers that are left out between the first and the last. */
  readonly gaps: readonly number[]
  /** A day named in the heading (11月20日); to be held against the day it is meant for. */
  readonly day: { readonly month: number; readonly day: number } | null
}
