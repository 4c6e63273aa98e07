import {type Judge, words} from '../frames.ts';
import {praise} from './common.ts';

const firm = words(
	'vpc, vpcs, subnet, subnets, security group, security groups, nat gateway, internet gateway, route table, route tables, load balancer, alb, nlb, target group, vpc endpoint, vpc endpoints, peering, network acl, sg',
);
const relation = words(
	'#cidr, in the, in two, in a private, in a public, in private, in public, between, allows, accepts, opens, admits, takes, listens, reaches, reachable, connects, connect, talk, speaks, forwards, routes, sits, placed, behind, through, private, public, communicate, inbound, ingress, egress, outbound, permits, internal, restricts, spread, across, from, runs in, run in, holds, hold, live, lives, stands',
);
const otherSense = words(
	'social network, neural network, neural networks, partner network, professional network, dealer network, network of, ad network, media network, networking event, sales network, road network, network operator, bayesian network, tv network, pipe network, rail network, network planning, water network, power network, bus network, branch network, partners, reseller, network logs, properly configured, restore, backup, same vpn, eni, network weights',
);
const topic = words(
	'network, networks, networking, ports, port, wiring, topology, firewall, security groups, security group, addressing, vpc, subnets, plumbing, pipes, doors, infrastructure, lie of the land, connectivity, traffic, routing, put together, architecture, communication, layout, filters',
);
const notTopic = words(
	'social network, neural network, network of, media network, partner network, network of partners, network logs, network devices, network cameras, ship networks, information architecture, port of call, import, export, page layout, keyboard layout, support',
);

/** How what is deployed is networked. */
export const network: Judge = {
	sentences: [
		{
			own: [firm, relation, words('#port, #cidr, #number, private, public, only, from, between')],
			not: [praise, otherSense, words('launch, pick, choose, select, create the stack, quota, quotas, limit, price, cost, usd, peering if')],
		},
	],
	sections: [
		{
			topic,
			notTopic,
			body: [
				words(
					'subnet, subnets, vpc, security group, security groups, inbound, outbound, clients, from, internet, nlb, alb, load balancer, server, servers, database, between, open, opens, #port, #cidr, node, nodes, private, public',
				),
				words('#number'),
			],
			notBody: words(otherSense, praise),
		},
	],
};
