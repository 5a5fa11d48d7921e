/** Looks up pasted lines in the register, one question each, and says which line nobody or more than one person answers to. */
import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import { call, wordsOf } from '../../../../platform/web/client.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { register } from '../../../register/contract.ts'
import type { Batch, Listed } from './draft.ts'
import { meant, readPasted } from './paste-line.ts'
import { listWords } from './words.ts'

const MOST_LINES = 300
const AT_ONCE = 4

interface LookedUp {
  readonly people: readonly Listed[]
  /** Line numbers, from 1. */
  readonly none: readonly number[]
  readonly several: readonly number[]
}

async function lookUp(lines: readonly string[], under: string, onDone: (done: number) => void): Promise<LookedUp> {
  const found: (Listed | 'none' | 'several')[] = []
  let next = 0
  let done = 0
  const worker = async () => {
    while (next < lines.length) {
      const i = next++
      const line = readPasted(lines[i] as string)
      const { rows } = await call(register.operations.findResidents, { text: line.text, under, limit: 200 })
      const fit = meant(line, rows)
      const one = fit.length === 1 ? fit[0] : undefined
      found[i] = one ? { id: one.id, path: one.path } : fit.length === 0 ? 'none' : 'several'
      done += 1
      onDone(done)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const lineNumbers = (what: 'none' | 'several') => found.flatMap((one, i) => (one === what ? [i + 1] : []))
  return {
    people: found.filter((one) => typeof one === 'object'),
    none: lineNumbers('none'),
    several: lineNumbers('several'),
  }
}

export function PasteList({ under, onAdd }: { under: string; onAdd: (batch: Omit<Batch, 'key'>) => void }) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const [done, setDone] = useState<number | null>(null)
  const [result, setResult] = useState<LookedUp | null>(null)
  const lines = text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const go = async () => {
    if (lines.length > MOST_LINES) return void message.warning(t(listWords.tooManyLines))
    setDone(0)
    try {
      const looked = await lookUp(lines, under, setDone)
      if (looked.people.length > 0) onAdd({ label: t(listWords.pasted), people: looked.people })
      // What was found is on the list; what was not stays here to be corrected.
      const left = [...looked.none, ...looked.several].sort((a, b) => a - b)
      setText(left.map((line) => lines[line - 1]).join('\n'))
      const moved = (numbers: readonly number[]) => numbers.map((line) => left.indexOf(line) + 1)
      setResult({ ...looked, none: moved(looked.none), several: moved(looked.several) })
    } catch (error) {
      void message.error(t(wordsOf(error)))
    } finally {
      setDone(null)
    }
  }
  const numbers = (all: readonly number[]) => all.join(lang === 'zh' ? '、' : ', ')
  return (
    <>
      <Input.TextArea
        rows={5}
        aria-label={t(listWords.pasteHint)}
        placeholder={t(listWords.pasteHint)}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="list-found">
        <Button disabled={lines.length === 0} loading={done !== null} onClick={() => void go()}>
          {done === null ? t(listWords.lookUp) : t(listWords.lookedUp, { done, total: lines.length })}
        </Button>
      </div>
      {result && result.none.length > 0 && (
        <Alert type="warning" showIcon title={t(listWords.notFound, { lines: numbers(result.none) })} />
      )}
      {result && result.several.length > 0 && (
        <Alert type="warning" showIcon title={t(listWords.several, { lines: numbers(result.several) })} />
      )}
    </>
  )
}
