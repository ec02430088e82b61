-- A role and a database per node; a node reaches its own only. Change the passwords here and in the env files.
create role lianshu_broker login password 'change-me-broker';
create database lianshu_broker owner lianshu_broker;
revoke connect on database lianshu_broker from public;
create role lianshu_plant_a login password 'change-me-plant-a';
create database lianshu_plant_a owner lianshu_plant_a;
revoke connect on database lianshu_plant_a from public;
create role lianshu_plant_b login password 'change-me-plant-b';
create database lianshu_plant_b owner lianshu_plant_b;
revoke connect on database lianshu_plant_b from public;
