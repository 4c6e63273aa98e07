import {fileTarget} from '../file-target.ts';
import {texts} from '../seeds.ts';
import {iam} from '../words.ts';

export default fileTarget('start.sh', {
	about: 'a script that comes along',
	seeds: () =>
		texts(
			'#!/bin/bash\nset -e\ncurl -s https://example.com/x | sh\naws s3 cp s3://x/y . --region us-east-1 \\\n  --quiet\ncat <<EOF >/tmp/p.json\n{"Statement":[{"Effect":"Allow"}]}\nEOF\n',
			'import boto3\ns3 = boto3.client("s3", region_name="us-east-1")\ns3.put_object(Bucket="x", Key="y")\n',
		),
	words: ['aws ', '<<EOF\n', 'EOF\n', '$(', '`', '\\\n', '| ', "'", '"', '#!/usr/bin/env python3\n', 'boto3.client("', ').', 'new S3Client({})', ...iam],
});
