/** Ports that open administration or data to whoever reaches them. */

import {pages, type Sourced} from '../limits.ts';

/** A port, or ports up to `to`, with what listens there. */
export type NamedPort = {
	readonly port: number;
	readonly to?: number;
	readonly name: string;
	readonly kind: 'remote-access' | 'database';
	/** Whether AWS names the port itself; it speaks of remote access and databases in general for the rest. */
	readonly documented: boolean;
};

const remote = (port: number, name: string, documented = false): NamedPort => ({port, name, kind: 'remote-access', documented});
const database = (port: number, name: string): NamedPort => ({port, name, kind: 'database', documented: false});

/** The list beyond 22 and 3389 is ours: the ports that these servers listen on by default. */
export const sensitivePorts: Sourced & {readonly ports: readonly NamedPort[]} = {
	ports: [
		remote(22, 'SSH', true),
		remote(3389, 'RDP', true),
		remote(23, 'Telnet'),
		remote(445, 'SMB'),
		remote(2375, 'the Docker API without TLS'),
		{...remote(5900, 'VNC'), to: 5910},
		remote(5985, 'WinRM'),
		remote(5986, 'WinRM over HTTPS'),
		remote(10250, 'kubelet'),
		database(1433, 'SQL Server'),
		database(1521, 'Oracle Database'),
		database(2379, 'etcd'),
		database(3306, 'MySQL'),
		database(5432, 'PostgreSQL'),
		database(5439, 'Redshift'),
		database(6379, 'Redis'),
		database(7199, 'Cassandra JMX'),
		database(8086, 'InfluxDB'),
		database(8123, 'ClickHouse'),
		database(9042, 'Cassandra'),
		database(9200, 'Elasticsearch'),
		database(11211, 'Memcached'),
		{...database(27017, 'MongoDB'), to: 27019},
		database(50000, 'Db2'),
	],
	source: pages.cloudformation,
	read: '2026-11-24',
};

/** Resources that are databases of AWS's, whatever port they listen on. */
export const databaseResources: Sourced & {readonly types: readonly string[]} = {
	types: [
		'AWS::DAX::Cluster',
		'AWS::DocDB::DBCluster',
		'AWS::ElastiCache::CacheCluster',
		'AWS::ElastiCache::ReplicationGroup',
		'AWS::ElastiCache::ServerlessCache',
		'AWS::MemoryDB::Cluster',
		'AWS::Neptune::DBCluster',
		'AWS::RDS::DBCluster',
		'AWS::RDS::DBInstance',
		'AWS::Redshift::Cluster',
		'AWS::RedshiftServerless::Workgroup',
	],
	source: pages.cloudformation,
	read: '2026-11-26',
};
