import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isListed, PRIVATE_NETWORKS } from '../../../src/content/fetching/private-networks.ts'

test('addresses that are not public are known in all their forms', () => {
  const given = `127.0.0.1 127.255.0.1 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
  100.64.0.1 100.127.255.255 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:10.0.0.1 ::ffff:7f00:1
  ::ffff:a9fe:a9fe 64:ff9b::10.0.0.1 64:ff9b:1::1 2002:7f00:1:: 2001:0:1::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0
  fec0::1 ff02::1 2001:db8::1 ::ffff:0:10.0.0.1 ::ffff:0:7f00:1`
  for (const address of given.split(/\s+/)) assert.ok(isListed(PRIVATE_NETWORKS, address), address)
})

test('public addresses are not', () => {
  const given = `1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 192.167.1.1
  169.253.1.1 223.255.255.255 ::ffff:8.8.8.8 64:ff9b::808:808 2606:4700::1111 2a00:1450:4001::200e`
  for (const address of given.split(/\s+/)) assert.ok(!isListed(PRIVATE_NETWORKS, address), address)
})
