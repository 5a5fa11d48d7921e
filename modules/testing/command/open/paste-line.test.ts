import { describe, expect, test } from 'vitest'
import { meant, readPasted } from './paste-line.ts'

describe('a pasted line', () => {
  test.each([
    ['32099919900307001x', '32099919900307001X', 'number', null],
    ['桃小溪\t320999199003070018\t桃影苑1号楼', '320999199003070018', 'number', null],
    ['桃小溪，15400001234', '15400001234', 'number', null],
    ['桃小溪', '桃小溪', 'name', null],
    ['桃小溪 桃影苑 1号楼', '桃小溪', 'name', '桃影苑1号楼'],
    ['  桃小溪 、 1号楼 ', '桃小溪', 'name', '1号楼'],
    ['３２０９９９１９９００３０７００１８', '320999199003070018', 'number', null],
    ['', '', 'name', null],
  ])('%j', (line, text, by, address) => {
    expect(readPasted(line)).toEqual({ text, by, address })
  })

  const rows = [
    { name: '桃小溪', address: '桃影苑 1号楼 1单元 302室' },
    { name: '桃小溪', address: '桃影苑 11号楼 1单元 302室' },
    { name: '桃小溪流', address: '柳亭苑 2号楼 1单元 101室' },
  ]
  const found = (line: string) => meant(readPasted(line), rows).map((row) => rows.indexOf(row))

  test('a name means nobody whose name only begins so', () => {
    expect(found('桃小溪')).toEqual([0, 1])
    expect(found('桃小')).toEqual([])
  })
  test('an address narrows, and 1号楼 is not 11号楼', () => {
    expect(found('桃小溪 桃影苑1号楼')).toEqual([0])
    expect(found('桃小溪 1号楼')).toEqual([0])
    expect(found('桃小溪 1单元302室')).toEqual([0, 1])
    expect(found('桃小溪 9号楼')).toEqual([])
  })
})
