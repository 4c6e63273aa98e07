import {type Frame, words} from '../frames.ts';
import {act, praise} from './common.ts';

const rotate = words('rotate, rotates, rotated, rotating, rotation, roll over, rollover, re key, rekey, rekeying, renew, renews, renewed, renewal, reissue, regenerate');
/** Verbs that mean rotation only with a word of time or sequence beside them. */
const replace = words('replace, replaced, change, changed, swap, exchange, roll, generate, revoke, reset, update, new');
const secret = words(
	'key, keys, access key, secret, secrets, credential, credentials, password, passwords, passphrase, token, tokens, certificate, certificates, cert, certs, api key, kms, key pair, license key, signing key, private key, cryptographic, secret value, pin, tls, ca, ssh key, key material, #key',
);
const steady = words('#period, #command, periodic, periodically, schedule, scheduled, automatic, automatically, expire, expires, expiry, expiration, lifetime, old key, old one, previous key, compromised, leaves the team, leaves, leak, leaked, at least, revoke, invalidate, cut over, phase out, second key, both keys, staff change, overdue, due');
const otherSense = words(
	'log rotation, logs rotate, logs are rotated, log files, logrotate, rotated logs, rotate logs, rotates logs, rotate the log, rotates its log, image rotation, screen rotation, rotate images, rotate the image, crop rotation, shift rotation, duty rotation, on call rotation, rotation of crops, rotation angle, rotate the map, rotate the view, tyre rotation, tire rotation, rotating proxies, rotating roster, rotor, rotation speed, team rotation, stock rotation, inventory rotation, ip rotation, banner, degrees, rotation period of the log, wallpaper, slides, lease, subscription, contract, renew your',
);

/** How, and how often, keys and credentials are rotated. */
export const rotation: readonly Frame[] = [
	{own: [rotate, secret], near: [words(act, steady, 'not, #number, every')], not: [otherSense, praise]},
	{own: [replace, secret, steady], near: [rotate], not: [otherSense, praise]},
	{own: [replace, secret, words('#period, expire, expires, expiry, compromised, leaked, leaves the team, annually, at least every')], not: [otherSense, praise]},
	{own: [secret, words('nothing to rotate, no keys to rotate, needs no rotation, no rotation, not rotate')], not: [otherSense]},
	{own: [act, words(secret, steady)], near: [words('rotation, rotating, rotate'), secret], not: [otherSense, praise]},
];
