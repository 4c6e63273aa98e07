import {type Frame, words} from '../frames.ts';
import {praise} from './common.ts';

const part = words('vpc, vpcs, subnet, subnets, security group, security groups, nat gateway, internet gateway, route table, route tables, routing, load balancer, alb, nlb, listener, target group, vpc endpoint, vpc endpoints, firewall, private ip, private address, public ip, elastic ip, eni, network interface, availability zone, availability zones, peering, #port, #cidr, nacl, network acl, inbound, ingress, egress, outbound, dns name, private dns, hosted zone, network');
const relation = words('#port, #cidr, in the, in two, in a private, in a public, in private, in public, between, allow, allows, accepts, accept, open, opens, listen, listens, reach, reaches, reachable, connect, connects, talk, talks, speak, speaks, forward, forwards, route, routes, sits, sit, placed, runs in, over, only from, from the, behind, attach, attached, leave, leaves, through, private, public, communicate, communicates, traffic, inbound, ingress, egress, outbound, permits, permit, internal, restricts, restricted, spread, across, terminate, terminates, exposes, expose, assigned');
const otherSense = words('social network, neural network, neural networks, network of partners, partner network, professional network, dealer network, network of dealers, ad network, network effect, networking event, sensor network of, sales network, road network, network operator, bayesian network, tv network, pipe network, rail network, network planning tool, water network, power network, bus network, branch network, clinic network, partners, reseller');

/** How what is deployed is networked. */
export const network: readonly Frame[] = [
	{own: [words('vpc, subnet, subnets, security group, security groups, nat gateway, internet gateway, route table, load balancer, alb, nlb, target group, vpc endpoint, peering, network acl'), relation], not: [praise, otherSense]},
	{own: [part, words('#port, #cidr'), words('open, allow, allows, accepts, inbound, outbound, listens, listen, reach, reachable, connects, between, from, only, to, traffic, uses, over, on')], not: [praise, otherSense]},
	{own: [part, relation], near: [words('network, networking, network configuration, network layout, network setup, topology, ports, firewall')], not: [praise, otherSense]},
];
