"""Document → OFD (GB/T 33190-2016), the fixed-layout format that archives ask for, made from the set page."""
