import {type Judge, words} from '../frames.ts';
import {act, praise} from './common.ts';

const rotate = words(
	'rotate, rotates, rotated, rotating, rotation, roll over, rollover, re key, rekey, rekeying, renew, renews, renewed, renewal, reissue, re issue, reissued, regenerate, turnover, reseal',
);
/** Verbs that mean rotation only with a word of time or sequence beside them. */
const replace = words('replace, replaced, replaces, change, changed, changes, swap, exchange, roll, revoke, update, turn over, turns over, refreshed');
const secret = words(
	'key, keys, access key, secret, secrets, credential, credentials, passphrase, token, tokens, certificate, certificates, cert, certs, api key, kms, key pair, signing key, private key, cryptographic, pin, tls, ca, ssh key, cookie, password, passwords, #key, passwd',
);
const otherSense = words(
	'arrow keys, arrow key, 3d, mouse, log rotation, logs rotate, logs are rotated, log files, logrotate, rotated logs, rotate logs, rotates logs, rotate the log, image rotation, screen rotation, rotate images, rotate the image, page rotation, crop rotation, shift rotation, duty rotation, on call rotation, rotation angle, rotate the map, rotate the view, view rotation, field rotation, ip rotation, tyre rotation, tire rotation, rotating proxies, rotating proxy, rotating roster, rotor, rotation speed, team rotation, stock rotation, inventory rotation, banner, degrees, wallpaper, slides, lease, subscription, contract, footage, landscape, rotation flag, key frame, key frames, master may be rotated, license, licence, licenses, licences, company policy, company s policy, best practice, best practices, in line with',
);
const topic = words(
	rotate,
	'changing, change, key change, change of, replacing, replacement, swapping, turning, turning over, fresh credentials, fresh keys, fresh secrets, refresh, refreshing, credential turnover, key lifecycle, key life cycle, key management, credential lifecycle, expiry, renewing, cycling, how do they change, change them',
);

/** How, and how often, keys and credentials are rotated. */
export const rotation: Judge = {
	sentences: [
		{
			own: [
				rotate,
				secret,
				words(
					act,
					'#menu, by acm, by aws, by kms, by certbot, by the, #period, #command, automatic, automatically, twice, not, nothing, no, press, by itself, on their own, at day, expire',
				),
			],
			not: [otherSense, praise],
		},
		{
			own: [replace, secret, words('#period, expire, expires, expiry, compromised, leaked, leaves, annually, at least every')],
			not: [otherSense, praise, words('at first log in, at first login, first login')],
		},
		{own: [secret, words('nothing to rotate, no keys to rotate, needs no rotation, no rotation, not rotate')], not: [otherSense]},
		{own: [rotate, words('#period, #command')], near: [secret], not: [otherSense, praise]},
		{
			own: [words('replace, generate, renew, create, install, upload, import, issue'), secret],
			near: [words('expire, expires, expired, expiry, expiration, valid for, compromised, leaked')],
			not: [otherSense, praise, words('token printed, session')],
		},
		{
			own: [words('replace, generate, renew, reissue, issue'), words('#command, #path, openssl')],
			near: [words('expire, expires, expired, expiry, expiration, valid for, compromised, leaked'), secret],
			not: [otherSense, praise],
		},
		{own: [words('update, reset, set a new'), words('credentials, passwords, password, secret, keys, api key'), words('#period')], not: [otherSense, praise]},
	],
	sections: [
		{
			topic,
			notTopic: words(otherSense, 'exchange rate, change log, changelog, release, version, instance type, changing the size, tariff, address, changing region'),
			body: [secret, words(act, '#period, #command, by itself, automatic, automatically, no keys, nothing')],
			notBody: words(otherSense, praise),
		},
	],
};
