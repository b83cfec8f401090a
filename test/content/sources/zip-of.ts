import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive. `size` is what the archive says of its size, if that is a lie; `mode` has the type of a link. */
export type ZipFile = {
  name: string
  content: string | Uint8Array
  size?: number
  mode?: number
  flags?: number
}

/** The bytes of a zip archive with these files. */
export function zipOf(files: Record<string, string | Uint8Array> | readonly ZipFile[]): Buffer {
  const list: readonly ZipFile[] = Array.isArray(files)
    ? files
    : Object.entries(files).map(([name, content]) => ({ name, content }))
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of list) {
    const name = Buffer.from(file.name)
    const content = Buffer.from(file.content as string)
    const packed = deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x800 | (file.flags ?? 0), 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(file.size ?? content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((file.mode ?? 0o100644) << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), fields, rest, name]))
    bodies.push(body)
    offset += body.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(list.length, 4)
  end.writeUInt16LE(list.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06'), end])
}
