/** Addresses as they are written, against the register's own writing. */
import { describe, expect, test } from 'vitest'
import { comparePlaces, type Place, placeOf } from './place-compare.ts'

const compare = (a: string, b: string): string => comparePlaces(placeOf(a) as Place, placeOf(b) as Place)

describe('comparePlaces', () => {
  test.each([
    ['桃影苑3号楼2单元1201室', '桃影苑3-2-1201', 'door'],
    ['桃影苑3号楼2单元1201室', '桃影苑三号楼二单元1201', 'door'],
    ['桃影苑3号楼2单元1201室', '桃影苑三栋二单元一二〇一', 'door'],
    ['桃影苑3号楼2单元1201室', '桃影苑第3幢第2单元1201房', 'door'],
    ['桃影苑3号楼2单元1201室', '桃影苑３号楼２单元１２０１', 'door'],
    ['桃影苑3号楼2单元1201室', '桃影苑3號樓2單元1201室', 'door'],
    ['桃影苑3号楼2单元1201室', '桃影苑3#2-1201', 'door'],
    ['桃影苑3号楼2单元1201室', '桃影苑 3 2 1201', 'door'],
    ['桃影苑3号楼2单元1201室', '桃影苑小区3栋1201', 'door'],
    ['桃影苑3号楼2单元1201室', '江北省云溪市云溪区桃花街道松影社区桃影苑3号楼2单元1201室', 'door'],
    ['桃影苑3号楼2单元1201室', '桃影宛3号楼2单元1201室', 'unnamed'],
    ['桃花坞村12号', '桃花坞村十二号', 'door'],
    ['桃影苑3号楼2单元1201室', '3-2-1201', 'unnamed'],
    ['桃影苑东区3号楼1201室', '桃影苑3号楼1201室', 'unnamed'],
    ['桃影苑3号楼2单元1201室', '桃影苑3号楼2单元1210室', 'near'],
    ['桃影苑3号楼2单元1201室', '桃影苑3号楼1单元1201室', 'near'],
    ['桃影苑3号楼2单元1201室', '桃影苑3号楼1单元1202室', 'building'],
    ['桃影苑3号楼2单元1201室', '桃影苑3号楼2单元901室', 'building'],
    ['桃影苑3号楼2单元1201室', '桃影苑3号楼', 'building'],
    ['桃影苑3号楼2单元1201室', '桃影苑5号楼2单元1201室', 'compound'],
    ['桃影苑3号楼2单元1201室', '柳桥里3号楼2单元1201室', 'different'],
    ['桃花坞村3组12号', '柳桥村3组12号', 'different'],
    ['3号楼', '3号楼', 'different'],
  ])('%s, %s: %s', (a, b, expected) => expect([compare(a, b), compare(b, a)]).toEqual([expected, expected]))
})

test.each(['', '无', '/', '不详'])('%s says nothing', (written) => expect(placeOf(written)).toBeNull())
