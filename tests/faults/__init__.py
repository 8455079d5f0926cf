"""What happens to a book when programs are killed, disks fill up, bytes rot and servers die."""
