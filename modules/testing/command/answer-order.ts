/**
 * Whether what is heard on the stream is already in an answer that was read beside it. Cursors are `epoch.index` into the
 * server's stream; an answer carries the cursor from before it was read, so: a message up to that cursor is in the answer,
 * the next two may be (one was being gathered while the answer was read, one gathered after), later ones are not.
 */
export interface AnswerTime {
  readonly cursor: string
  /** ms since 1970, when it arrived here. */
  readonly at: number
}
export type Heard = 'held' | 'unsure' | 'new'

/** A message heard so much later cannot have been on its way while the answer was read, ms. */
const ON_ITS_WAY = 1500
const MAYBE = 2

const read = (cursor: string): readonly [epoch: string, index: number] => {
  const cut = cursor.lastIndexOf('.')
  return [cursor.slice(0, cut), Number(cursor.slice(cut + 1))]
}

/** True when both are of one stream and `a` lies further on. */
export function isBeyond(a: string, b: string): boolean {
  const [epochA, indexA] = read(a)
  const [epochB, indexB] = read(b)
  return epochA === epochB && indexA > indexB
}

export interface AnswerOrder {
  /** To be asked of every message, once, in the order of their coming. */
  stands(message: string, answer: AnswerTime, now: number): Heard
}

export function answerOrder(): AnswerOrder {
  let asked = ''
  let beyond = 0
  return {
    stands(message, answer, now) {
      if (asked !== answer.cursor) {
        asked = answer.cursor
        beyond = 0
      }
      if (read(message)[0] !== read(answer.cursor)[0]) return 'unsure'
      if (!isBeyond(message, answer.cursor)) return 'held'
      beyond += 1
      return beyond <= MAYBE && now - answer.at < ON_ITS_WAY ? 'unsure' : 'new'
    },
  }
}
